package dev.catalog.index;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** Documents made by the database itself: a lab, an award, and small linked ones of some types. */
final class SampleDocuments {
  static final UUID LAB = new UUID(0xa, 1);
  static final UUID AWARD = new UUID(0xa, 2);

  private static final String ROOTS =
      """
      insert into documents select u::uuid, t, null, 1, p::jsonb, gen_random_uuid(), pg_current_xact_id()
      from (values
        ('%s', 'lab', '{"name": "j-doe", "title": "Jane Doe, Stanford", "status": "current"}'),
        ('%s', 'award', '{"name": "U41HG006992", "project": "ENCODE", "status": "current"}')) v(u, t, p)"""
          .formatted(LAB, AWARD);

  private static final String MANY =
      """
      insert into documents
      select gen_random_uuid(), (array['experiment', 'file', 'biosample', 'library'])[1 + n %% 4],
        'ENC' || lpad(n::text, 9, '0'), 1,
        jsonb_build_object(
          'status', (array['released', 'in progress', 'archived'])[1 + n %% 3],
          'lab', 'j-doe', 'award', 'U41HG006992',
          'description', 'Sample ' || n || ' of K562 cells treated with ' || md5(n::text),
          'aliases', jsonb_build_array('j-doe:sample-' || n),
          'assembly', 'GRCh38', 'file_format', 'bigBed', 'file_size', n * 1000,
          'date_created', '2026-01-01T00:00:00.000000+00:00', 'md5sum', md5((-n)::text)),
        gen_random_uuid(), pg_current_xact_id()
      from generate_series(%d, %d) n""";

  private static final String LINKS =
      """
      insert into links
      select d.uuid, v.path, v.target::uuid
      from documents d, (values ('lab', '%s'), ('award', '%s')) v(path, target)
      where d.accession is not null on conflict do nothing"""
          .formatted(LAB, AWARD);

  private SampleDocuments() {}

  /** Inserts {@code count} documents and the two they all link to, in one transaction. */
  static void insert(Connection connection, int count) throws SQLException {
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute(ROOTS);
      statement.execute(MANY.formatted(1, count));
      statement.execute(LINKS);
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  /** Inserts one document with a title, in the transaction of the connection. */
  static void insertOne(Connection connection, UUID document, String title) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "insert into documents values (?, 'experiment', null, 1,"
                + " jsonb_build_object('title', ?::text), gen_random_uuid(), pg_current_xact_id())")) {
      insert.setObject(1, document);
      insert.setString(2, title);
      insert.executeUpdate();
    }
  }

  /** Changes a property of one document, as a write of the application would. */
  static void change(Connection connection, UUID document, String title) throws SQLException {
    try (var update =
        connection.prepareStatement(
            "update documents set properties = properties || jsonb_build_object('title', ?::text),"
                + " xid = pg_current_xact_id() where uuid = ?")) {
      update.setString(1, title);
      update.setObject(2, document);
      update.executeUpdate();
    }
  }
}
