package dev.catalog.document;

import dev.catalog.Json;
import dev.catalog.document.Rejection.Reason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/** The statements that write one document with all that belongs to it. */
final class WriteStatements {

  /** A link whose target was found. */
  record Link(String path, UUID target) {}

  private static final String INSERT =
      """
      with document as (
        insert into documents (uuid, type, accession, schema_version, properties, tid, xid)
        values (?, ?, ?, ?, ?::jsonb, ?, pg_current_xact_id())
        returning uuid, xid),
      entry as (
        insert into transactions (tid, request_id, verb, uuid) values (?, ?, ?, ?)),
      link as (
        insert into links (source, path, target)
        select ?, path, target from unnest(?::text[], ?::uuid[]) as l(path, target)),
      key as (
        insert into keys (namespace, value, uuid)
        select namespace, value, ? from unnest(?::text[], ?::text[]) as k(namespace, value))
      select xid from document""";

  private static final String UPDATE =
      """
      with document as (
        update documents
        set accession = ?, schema_version = ?, properties = ?::jsonb, tid = ?,
            xid = pg_current_xact_id()
        where uuid = ? and tid = ?
        returning uuid, xid),
      entry as (
        insert into transactions (tid, request_id, verb, uuid)
        select ?, ?, ?, uuid from document)
      """;

  private static final String RELATIONS =
      """
      , link as (
        select path, target from unnest(?::text[], ?::uuid[]) as l(path, target)),
      gone_link as (
        delete from links using document
        where links.source = document.uuid
          and (links.path, links.target) not in (select path, target from link)),
      new_link as (
        insert into links (source, path, target)
        select document.uuid, path, target from document, link on conflict do nothing),
      key as (
        select namespace, value from unnest(?::text[], ?::text[]) as k(namespace, value)),
      gone_key as (
        delete from keys using document
        where keys.uuid = document.uuid
          and (keys.namespace, keys.value) not in (select namespace, value from key)),
      new_key as (
        insert into keys (namespace, value, uuid)
        select key.namespace, key.value, document.uuid from document, key
        where not exists (
          select from keys k
          where (k.namespace, k.value, k.uuid) = (key.namespace, key.value, document.uuid)))
      """;

  private static final String RESULT = "select xid from document";

  private final DataSource source;
  private final Runnable committed;

  WriteStatements(DataSource source, Runnable committed) {
    this.source = source;
    this.committed = committed;
  }

  Document insert(
      Document document, Set<Link> links, Set<Keys.Key> keys, Optional<String> requestId)
      throws SQLException {
    try (var connection = source.getConnection();
        var statement = connection.prepareStatement(INSERT)) {
      var values = new Parameters(connection, statement);
      values.add(document.uuid()).add(document.type()).add(document.accession().orElse(null));
      values.add(document.schemaVersion()).add(Json.text(document.properties()));
      values.add(document.tid());
      values.add(document.tid()).add(requestId.orElse(null)).add("create").add(document.uuid());
      values.add(document.uuid()).links(links).add(document.uuid()).keys(keys);
      return written(statement, document).orElseThrow();
    }
  }

  Optional<Document> update(
      Document stored, Document changed, String verb, Optional<String> requestId)
      throws SQLException {
    try (var connection = source.getConnection();
        var statement = connection.prepareStatement(UPDATE + RESULT)) {
      document(new Parameters(connection, statement), stored, changed, verb, requestId);
      return written(statement, changed);
    }
  }

  Optional<Document> update(
      Document stored,
      Document changed,
      Set<Link> links,
      Set<Keys.Key> keys,
      String verb,
      Optional<String> requestId)
      throws SQLException {
    try (var connection = source.getConnection();
        var statement = connection.prepareStatement(UPDATE + RELATIONS + RESULT)) {
      document(new Parameters(connection, statement), stored, changed, verb, requestId)
          .links(links)
          .keys(keys);
      return written(statement, changed);
    }
  }

  private static Parameters document(
      Parameters values, Document stored, Document changed, String verb, Optional<String> request)
      throws SQLException {
    values.add(changed.accession().orElse(null)).add(changed.schemaVersion());
    values.add(Json.text(changed.properties())).add(changed.tid());
    values.add(stored.uuid()).add(stored.tid());
    return values.add(changed.tid()).add(request.orElse(null)).add(verb);
  }

  private Optional<Document> written(PreparedStatement statement, Document document)
      throws SQLException {
    try (var rows = statement.executeQuery()) {
      if (!rows.next()) {
        return Optional.empty();
      }
      committed.run();
      return Optional.of(document.committed(rows.getLong(1)));
    } catch (PSQLException e) {
      if (PSQLState.UNIQUE_VIOLATION.getState().equals(e.getSQLState())) {
        throw taken(e);
      }
      throw e;
    }
  }

  private static Rejection taken(PSQLException violation) {
    var message = violation.getServerErrorMessage();
    var constraint = message == null ? "" : String.valueOf(message.getConstraint());
    var what =
        switch (constraint) {
          case "documents_accession" -> "the accession is taken";
          case "keys_unique" -> "a name or an alias is taken";
          default -> "the uuid is taken";
        };
    var rejection = new Rejection(Reason.CONFLICT, what, "read the other document, or choose anew");
    rejection.initCause(violation);
    return rejection;
  }

  /** Sets parameters one after the other. */
  private static final class Parameters {
    private final Connection connection;
    private final PreparedStatement statement;
    private int position;

    Parameters(Connection connection, PreparedStatement statement) {
      this.connection = connection;
      this.statement = statement;
    }

    Parameters add(Object value) throws SQLException {
      position++;
      switch (value) {
        case null -> statement.setString(position, null);
        case String text -> statement.setString(position, text);
        default -> statement.setObject(position, value);
      }
      return this;
    }

    Parameters links(Set<Link> links) throws SQLException {
      return array("text", links, Link::path).array("uuid", links, Link::target);
    }

    Parameters keys(Set<Keys.Key> keys) throws SQLException {
      return array("text", keys, Keys.Key::namespace).array("text", keys, Keys.Key::value);
    }

    private <T> Parameters array(String type, Set<T> values, Function<T, Object> part)
        throws SQLException {
      var array = values.stream().map(part).toArray();
      statement.setArray(++position, connection.createArrayOf(type, array));
      return this;
    }
  }
}
