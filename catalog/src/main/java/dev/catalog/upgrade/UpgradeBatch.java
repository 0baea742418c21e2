package dev.catalog.upgrade;

import dev.catalog.Json;
import dev.catalog.document.Document;
import dev.catalog.document.Documents;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;

/** Reads and writes the documents of one type that are below its schema version, in batches. */
final class UpgradeBatch {
  private static final String PAGE =
      "select "
          + Documents.COLUMNS
          + """
           from documents d
          where d.type = ? and d.schema_version < ? and d.uuid > ?
          order by d.uuid limit ?""";

  /** A document that somebody changed since it was read is left alone. */
  private static final String UPDATE =
      """
      with input as (
        select * from unnest(?::uuid[], ?::uuid[], ?::text[], ?::uuid[])
          as i(uuid, old_tid, properties, tid)),
      document as (
        update documents d
        set schema_version = ?, properties = input.properties::jsonb, tid = input.tid,
            xid = pg_current_xact_id()
        from input where d.uuid = input.uuid and d.tid = input.old_tid
        returning d.uuid, d.tid),
      entry as (
        insert into transactions (tid, verb, uuid) select tid, 'upgrade', uuid from document)
      select (select count(*) from document), pg_notify('catalog_writes', '')""";

  private static final String COUNT = "select count(*) from documents where type = ?";

  private final DataSource source;

  UpgradeBatch(DataSource source) {
    this.source = source;
  }

  /** An upgraded document and the write that it was made from. */
  record Change(UUID oldTid, Document upgraded) {}

  List<Document> page(String type, int below, Optional<UUID> after, int size) throws SQLException {
    try (var connection = source.getConnection();
        var statement = connection.prepareStatement(PAGE)) {
      statement.setString(1, type);
      statement.setInt(2, below);
      statement.setObject(3, after.orElse(new UUID(0, 0)));
      statement.setInt(4, size);
      var found = new ArrayList<Document>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(Documents.row(rows));
        }
      }
      return found;
    }
  }

  /** Writes the batch in one transaction and says how many were still as they had been read. */
  int write(int version, List<Change> changes) throws SQLException {
    try (var connection = source.getConnection();
        var statement = connection.prepareStatement(UPDATE)) {
      var position = 0;
      for (var column : COLUMNS) {
        var values = changes.stream().map(column.value()).toArray();
        statement.setArray(++position, connection.createArrayOf(column.type(), values));
      }
      statement.setInt(++position, version);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  long count(String type) throws SQLException {
    try (var connection = source.getConnection();
        var statement = connection.prepareStatement(COUNT)) {
      statement.setString(1, type);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  private record Column(String type, Function<Change, Object> value) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("uuid", change -> change.upgraded().uuid()),
          new Column("uuid", Change::oldTid),
          new Column("text", change -> Json.text(change.upgraded().properties())),
          new Column("uuid", change -> change.upgraded().tid()));
}
