package dev.catalog.document;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** Finds the documents that links point to, all links of a document in one statement. */
public final class Resolver {
  private static final String SQL =
      """
      select d.uuid::text, d.uuid, d.type from documents d where d.uuid = any(?)
      union all
      select d.accession, d.uuid, d.type from documents d where d.accession = any(?)
      union all
      select k.value, d.uuid, d.type from keys k join documents d on d.uuid = k.uuid
      where k.namespace = any(?) and k.value = any(?)""";

  private record Target(UUID uuid, String type) {}

  private final DataSource source;

  public Resolver(DataSource source) {
    this.source = source;
  }

  /** The target of each reference that has one. */
  public Map<Reference, UUID> resolve(Collection<Reference> references) throws SQLException {
    if (references.isEmpty()) {
      return Map.of();
    }
    var targets = targets(references);
    var resolved = new HashMap<Reference, UUID>();
    for (var reference : references) {
      targets.getOrDefault(reference.identifier(), List.of()).stream()
          .filter(target -> reference.accepts(target.type()))
          .findFirst()
          .ifPresent(target -> resolved.put(reference, target.uuid()));
    }
    return resolved;
  }

  private Map<String, List<Target>> targets(Collection<Reference> references) throws SQLException {
    var uuids = new HashSet<UUID>();
    var others = new HashSet<String>();
    for (var reference : references) {
      Documents.uuid(reference.identifier())
          .ifPresentOrElse(uuids::add, () -> others.add(reference.identifier()));
    }
    var found = new HashMap<String, List<Target>>();
    try (var connection = source.getConnection();
        var statement = connection.prepareStatement(SQL)) {
      var values = connection.createArrayOf("text", others.toArray());
      statement.setArray(1, connection.createArrayOf("uuid", uuids.toArray()));
      statement.setArray(2, values);
      statement.setArray(3, connection.createArrayOf("text", namespaces(references).toArray()));
      statement.setArray(4, values);
      var rows = statement.executeQuery();
      while (rows.next()) {
        found
            .computeIfAbsent(rows.getString(1), value -> new ArrayList<>())
            .add(new Target(rows.getObject(2, UUID.class), rows.getString(3)));
      }
    }
    return found;
  }

  private static Set<String> namespaces(Collection<Reference> references) {
    var namespaces = new HashSet<String>();
    namespaces.add(Keys.ALIAS);
    references.forEach(reference -> namespaces.addAll(reference.targets()));
    return namespaces;
  }
}
