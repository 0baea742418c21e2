package dev.catalog.document;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Finds the stored documents that this release cannot read, because a newer one wrote them. */
public final class UnreadableDocuments {
  /**
   * Steps from one stored type to the next and counts from this release's version upwards, so that
   * with its indexes the answer costs only as much as there is to count.
   */
  private static final String COUNT =
      """
      with recursive stored(type) as (
        (select min(type) from documents)
        union all
        select (select min(d.type) from documents d where d.type > stored.type)
        from stored where stored.type is not null)
      select stored.type, newer.schema_version, newer.documents
      from stored
      left join unnest(?::text[], ?::int[]) as known(type, version) using (type)
      cross join lateral (
        select d.schema_version, count(*) as documents from documents d
        where d.type = stored.type and d.schema_version > coalesce(known.version, 0)
        group by d.schema_version) as newer
      order by 1, 2""";

  private final Types types;

  public UnreadableDocuments(Types types) {
    this.types = types;
  }

  /**
   * Some documents.
   *
   * @param type perhaps one that this release does not know
   * @param version of its schema that they were written for
   */
  public record Group(String type, int version, long documents) {}

  /** All of them, by type and version. */
  public List<Group> in(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(COUNT)) {
      var known = types.all();
      statement.setArray(
          1, connection.createArrayOf("text", known.stream().map(Type::name).toArray()));
      statement.setArray(
          2, connection.createArrayOf("int", known.stream().map(Type::version).toArray()));
      var groups = new ArrayList<Group>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          groups.add(new Group(rows.getString(1), rows.getInt(2), rows.getLong(3)));
        }
      }
      return groups;
    }
  }
}
