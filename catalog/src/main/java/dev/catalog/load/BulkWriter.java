package dev.catalog.load;

import dev.catalog.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Inserts many documents: a batch is one statement and one transaction, a few batches are on their
 * way at once, and no more are kept in memory. What is already there stays as it is.
 */
final class BulkWriter implements AutoCloseable {
  private static final int BATCH = 1000;
  private static final int PARALLEL = 2;

  private static final String SQL =
      """
      with input as (
        select * from unnest(?::uuid[], ?::text[], ?::text[], ?::int[], ?::text[], ?::uuid[])
          as i(uuid, type, accession, schema_version, properties, tid)),
      document as (
        insert into documents (uuid, type, accession, schema_version, properties, tid, xid)
        select uuid, type, accession, schema_version, properties::jsonb, tid, pg_current_xact_id()
        from input on conflict do nothing
        returning uuid, tid),
      entry as (
        insert into transactions (tid, verb, uuid) select tid, 'load', uuid from document),
      link as (
        insert into links (source, path, target)
        select source, path, target
        from unnest(?::uuid[], ?::text[], ?::uuid[]) as l(source, path, target)
        join document on document.uuid = source
        on conflict do nothing),
      key as (
        insert into keys (namespace, value, uuid)
        select namespace, value, k.uuid
        from unnest(?::text[], ?::text[], ?::uuid[]) as k(namespace, value, uuid)
        join document on document.uuid = k.uuid
        on conflict do nothing)
      select (select count(*) from document), pg_notify('catalog_writes', '')""";

  private final DataSource source;
  private final ExecutorService executor = Executors.newFixedThreadPool(PARALLEL);
  private final Semaphore room = new Semaphore(PARALLEL + 1);
  private final AtomicReference<SQLException> failure = new AtomicReference<>();
  private final AtomicLong inserted = new AtomicLong();
  private List<Entry> batch = new ArrayList<>(BATCH);

  BulkWriter(DataSource source) {
    this.source = source;
  }

  /** Takes one document; waits while the database is behind. */
  void add(Entry entry) throws SQLException, InterruptedException {
    batch.add(entry);
    if (batch.size() == BATCH) {
      send();
    }
  }

  /** Waits for everything and says how many documents were new. */
  long finish() throws SQLException, InterruptedException {
    send();
    room.acquire(PARALLEL + 1);
    room.release(PARALLEL + 1);
    check();
    return inserted.get();
  }

  /** How many documents have been inserted so far. */
  long inserted() {
    return inserted.get();
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  private void send() throws SQLException, InterruptedException {
    check();
    if (batch.isEmpty()) {
      return;
    }
    var full = batch;
    batch = new ArrayList<>(BATCH);
    room.acquire();
    executor.execute(() -> write(full));
  }

  /** Reports the first failure of a batch that was on its way. */
  private void check() throws SQLException {
    if (failure.get() != null) {
      throw failure.get();
    }
  }

  private void write(List<Entry> entries) {
    try (var connection = source.getConnection();
        var statement = connection.prepareStatement(SQL)) {
      fill(connection, statement, entries);
      try (var rows = statement.executeQuery()) {
        rows.next();
        inserted.addAndGet(rows.getLong(1));
      }
    } catch (SQLException e) {
      failure.compareAndSet(null, e);
    } finally {
      room.release();
    }
  }

  private static void fill(Connection connection, PreparedStatement statement, List<Entry> entries)
      throws SQLException {
    var columns = new Columns(connection, statement);
    var documents = entries.stream().map(Entry::document).toList();
    columns.add("uuid", documents, d -> d.uuid());
    columns.add("text", documents, d -> d.type());
    columns.add("text", documents, d -> d.accession().orElse(null));
    columns.add("int4", documents, d -> d.schemaVersion());
    columns.add("text", documents, d -> Json.text(d.properties()));
    columns.add("uuid", documents, d -> d.tid());
    columns.add("uuid", entries, Entry::links, (entry, link) -> entry.document().uuid());
    columns.add("text", entries, Entry::links, (entry, link) -> link.path());
    columns.add("uuid", entries, Entry::links, (entry, link) -> link.target());
    columns.add("text", entries, Entry::keys, (entry, key) -> key.namespace());
    columns.add("text", entries, Entry::keys, (entry, key) -> key.value());
    columns.add("uuid", entries, Entry::keys, (entry, key) -> entry.document().uuid());
  }

  /** Sets one array per column. */
  private static final class Columns {
    private final Connection connection;
    private final PreparedStatement statement;
    private int position;

    Columns(Connection connection, PreparedStatement statement) {
      this.connection = connection;
      this.statement = statement;
    }

    <T> void add(String type, List<T> rows, Function<T, Object> value) throws SQLException {
      var array = rows.stream().map(value).toArray();
      statement.setArray(++position, connection.createArrayOf(type, array));
    }

    <T> void add(
        String type,
        List<Entry> entries,
        Function<Entry, Collection<T>> parts,
        BiFunction<Entry, T, Object> value)
        throws SQLException {
      var array =
          entries.stream()
              .flatMap(entry -> parts.apply(entry).stream().map(part -> value.apply(entry, part)))
              .toArray();
      statement.setArray(++position, connection.createArrayOf(type, array));
    }
  }
}
