package dev.slipway.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What became of the rows of one run.
 *
 * @param lost acknowledged, and not there
 * @param doubled there more than once
 */
record Rows(int lost, int doubled) {
  /** Without a key: a row that comes twice is to be seen, not refused. */
  static final String TABLE = "CREATE TABLE writes (id bigint NOT NULL)";

  /** One value that says which rows are there. */
  static final String ALL =
      "SELECT count(*) || ' ' || coalesce(sum(hashint8extended(id, 0)), 0) FROM writes";

  static final String INSERT = "INSERT INTO writes (id) VALUES (?)";
  private static final String SELECT = "SELECT id FROM writes WHERE id >= ? AND id < ?";

  /** Looks every row up in the database that serves now. */
  static Rows check(Connection primary, Run run, Writes writes) throws SQLException {
    return compare(writes, found(primary, run));
  }

  /**
   * @param found how often each row is there
   */
  static Rows compare(Writes writes, Map<Long, Integer> found) {
    Set<Long> missing = new HashSet<>();
    writes.acknowledgedIds().filter(id -> !found.containsKey(id)).forEach(missing::add);
    return new Rows(
        missing.size(), (int) found.values().stream().filter(count -> count > 1).count());
  }

  private static Map<Long, Integer> found(Connection primary, Run run) throws SQLException {
    Map<Long, Integer> found = new HashMap<>();
    try (PreparedStatement select = primary.prepareStatement(SELECT)) {
      select.setLong(1, run.begin());
      select.setLong(2, run.end());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.merge(rows.getLong(1), 1, Integer::sum);
        }
      }
    }
    return found;
  }
}
