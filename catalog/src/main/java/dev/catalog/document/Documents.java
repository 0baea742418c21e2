package dev.catalog.document;

import dev.catalog.Json;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Reads documents as they are stored; each read is one statement. */
public final class Documents {
  /** The columns that {@link #row} expects, of a table alias {@code d}. */
  public static final String COLUMNS =
      "d.uuid, d.type, d.accession, d.schema_version, d.properties, d.tid, d.xid";

  private static final String BY_UUID = "select " + COLUMNS + " from documents d where d.uuid = ?";
  private static final String BY_NAME =
      "select "
          + COLUMNS
          + """
           from documents d
          where d.uuid = coalesce(
            (select uuid from documents where accession = ?),
            (select uuid from keys where namespace = 'alias' and value = ?),
            (select uuid from keys where namespace = ? and value = ?))""";
  private static final String LIST =
      "select "
          + COLUMNS
          + " from documents d where d.type = ? and d.uuid > ? order by d.uuid limit ?";
  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final DataSource source;

  public Documents(DataSource source) {
    this.source = source;
  }

  /**
   * Finds a document of a type.
   *
   * @param id its uuid, accession, alias or name
   */
  public Optional<Document> find(String type, String id) throws SQLException {
    var uuid = uuid(id);
    try (var connection = source.getConnection();
        var statement = connection.prepareStatement(uuid.isPresent() ? BY_UUID : BY_NAME)) {
      if (uuid.isPresent()) {
        statement.setObject(1, uuid.get());
      } else {
        statement.setString(1, id);
        statement.setString(2, id);
        statement.setString(3, type);
        statement.setString(4, id);
      }
      return all(statement.executeQuery()).stream()
          .filter(found -> found.type().equals(type))
          .findFirst();
    }
  }

  /**
   * Lists documents of a type in the order of their uuids.
   *
   * @param after uuid of the last one that the caller has
   * @param limit how many at most
   */
  public List<Document> list(String type, Optional<UUID> after, int limit) throws SQLException {
    try (var connection = source.getConnection();
        var statement = connection.prepareStatement(LIST)) {
      statement.setString(1, type);
      statement.setObject(2, after.orElse(BEFORE_ALL));
      statement.setInt(3, limit);
      return all(statement.executeQuery());
    }
  }

  /** Whether the database accepts reads, and what else it can do. */
  public Tables.Condition condition() throws SQLException {
    try (Connection connection = source.getConnection()) {
      return Tables.condition(connection);
    }
  }

  /** The document in the present row of a query for {@link #COLUMNS}. */
  public static Document row(ResultSet rows) throws SQLException {
    return new Document(
        rows.getObject(1, UUID.class),
        rows.getString(2),
        Optional.ofNullable(rows.getString(3)),
        rows.getInt(4),
        Json.object(rows.getString(5)),
        rows.getObject(6, UUID.class),
        rows.getLong(7));
  }

  /** The text as a uuid in its canonical form, when it is one. */
  public static Optional<UUID> uuid(String text) {
    return text.matches("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
        ? Optional.of(UUID.fromString(text))
        : Optional.empty();
  }

  private static List<Document> all(ResultSet rows) throws SQLException {
    var found = new ArrayList<Document>();
    while (rows.next()) {
      found.add(row(rows));
    }
    return found;
  }
}
