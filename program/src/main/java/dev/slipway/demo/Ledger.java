package dev.slipway.demo;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Whether every acknowledged write is in the new database exactly once. A write that was not
 * acknowledged may be there, once at most.
 *
 * @param lost identities of acknowledged writes that are not there
 * @param duplicated identities of writes, acknowledged or not, that are there more than once
 */
public record Ledger(long acknowledged, List<String> lost, List<String> duplicated) {
  private static final int ROWS_AT_A_TIME = 5_000;

  public Ledger {
    lost = List.copyOf(lost);
    duplicated = List.copyOf(duplicated);
  }

  /**
   * Asks the database that is current now.
   *
   * @throws SlipwayException {@code DATABASE_UNREACHABLE}
   */
  public static Ledger check(DataSource database, LoadResult load) {
    return compare(load.acknowledged(), load.unacknowledged(), found(database));
  }

  /**
   * @param found how often each identity is in the database
   */
  static Ledger compare(
      List<String> acknowledged, List<String> unacknowledged, Map<String, Integer> found) {
    Set<String> sent = new HashSet<>(acknowledged);
    sent.addAll(unacknowledged);
    return new Ledger(
        acknowledged.size(),
        acknowledged.stream().filter(id -> !found.containsKey(id)).sorted().toList(),
        sent.stream().filter(id -> found.getOrDefault(id, 0) > 1).sorted().toList());
  }

  public boolean clean() {
    return lost.isEmpty() && duplicated.isEmpty();
  }

  private static Map<String, Integer> found(DataSource database) {
    Map<String, Integer> found = new HashMap<>();
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement statement =
          connection.prepareStatement(
              "select request_id from transactions where request_id is not null")) {
        statement.setFetchSize(ROWS_AT_A_TIME);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            found.merge(rows.getString(1), 1, Integer::sum);
          }
        }
      } finally {
        connection.rollback();
      }
      return found;
    } catch (SQLException e) {
      throw new SlipwayException(
          ErrorCode.DATABASE_UNREACHABLE,
          "the ledger cannot ask the new database: " + e.getMessage(),
          "the writes are acknowledged, but whether they are there is not known",
          e);
    }
  }
}
