package dev.catalog.index;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The SQL that selects the documents of a round. */
final class Selection {
  private static final String EVERY = "select uuid from documents where true";

  /** Those whose transaction is not below the horizon, and those that link to one of them. */
  private static final String CHANGED =
      """
      select a.uuid from (
        with changed as materialized (
          select uuid from documents where xid >= cast(? as xid8))
        select uuid from changed
        union
        select l.source from links l join changed c on l.target = c.uuid) a
      where true""";

  private static final String OF_TYPE =
      " and exists (select 1 from documents t where t.uuid = s.uuid and t.type = ?)";

  private static final String NEXT =
      "select s.uuid from (%s) s where true%s and s.uuid > ? order by s.uuid limit ?";

  private static final String COLUMNS =
      """
      select d.uuid, d.type, d.accession, d.schema_version, d.properties::text,
        e.embedded, greatest(d.xid::text::bigint, e.version)
      from\s""";

  /** What is shown of the documents that a document links to, and the youngest of them. */
  private static final String EMBEDDED =
      """

      left join lateral (
        select max(t.xid::text::bigint) as version,
          json_agg(json_strip_nulls(json_build_object(
            'path', l.path, 'uuid', t.uuid, 'type', t.type, 'accession', t.accession,
            'name', coalesce(t.properties->>'title', t.properties->>'name'))))::text as embedded
        from links l join documents t on t.uuid = l.target
        where l.source = d.uuid) e on true
      """;

  /** Some documents by their uuid. */
  static final String THESE =
      COLUMNS + "documents d" + EMBEDDED + "where d.uuid = any (?) order by d.uuid";

  private Selection() {}

  static String page(Scope scope, boolean full) {
    return COLUMNS
        + "("
        + NEXT.formatted(full ? EVERY : CHANGED, ofType(scope))
        + ") s"
        + " join documents d on d.uuid = s.uuid"
        + EMBEDDED
        + "order by d.uuid";
  }

  /** The uuids of the documents of a round over changes. */
  static String changed(Scope scope) {
    return NEXT.formatted(CHANGED, ofType(scope));
  }

  static String count(Scope scope, boolean full) {
    return "select count(*) from (%s) s where true%s"
        .formatted(full ? EVERY : CHANGED, ofType(scope));
  }

  /** Sets the parameters that both have, in order; returns the index of the next one. */
  static int bind(PreparedStatement query, Scope scope, Snapshot since) throws SQLException {
    int next = 1;
    if (since != null) {
      query.setString(next++, String.valueOf(since.xmin()));
    }
    if (scope.type() != null) {
      query.setString(next++, scope.type());
    }
    return next;
  }

  private static String ofType(Scope scope) {
    return scope.type() == null ? "" : OF_TYPE;
  }
}
