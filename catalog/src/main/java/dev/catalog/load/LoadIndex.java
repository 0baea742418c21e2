package dev.catalog.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.catalog.document.Document;
import dev.catalog.document.Documents;
import dev.catalog.document.Keys;
import dev.catalog.document.NameTemplate;
import dev.catalog.document.Reference;
import dev.catalog.document.Type;
import dev.catalog.document.Types;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * By which words the documents of a folder can be found, so that links work in any order and in
 * circles. Holds identifiers, not documents.
 */
final class LoadIndex implements NameTemplate.Through {
  private record Target(UUID uuid, String type) {}

  private final Map<UUID, String> types = new HashMap<>();
  private final Map<String, Target> accessions = new HashMap<>();
  private final Map<Keys.Key, Target> keys = new HashMap<>();

  /** Properties that names of other types are made from, such as a gene's organism. */
  private final Map<UUID, ObjectNode> through = new HashMap<>();

  private final Set<String> throughProperties = new HashSet<>();

  LoadIndex(Types types) {
    types.all().stream()
        .flatMap(type -> type.names().stream())
        .forEach(template -> throughProperties.addAll(template.throughProperties()));
  }

  /** Whether names of this type need other documents to be known first. */
  static boolean isNamedThroughLinks(Type type) {
    return type.names().stream().anyMatch(template -> !template.throughProperties().isEmpty());
  }

  /** Makes a document known. */
  void add(Type type, Document document) throws SQLException {
    var target = new Target(document.uuid(), type.name());
    types.put(document.uuid(), type.name());
    document.accession().ifPresent(accession -> accessions.putIfAbsent(accession, target));
    var needed = document.properties().objectNode();
    for (var property : throughProperties) {
      if (document.properties().has(property)) {
        needed.set(property, document.properties().get(property));
      }
    }
    if (!needed.isEmpty()) {
      through.put(document.uuid(), needed);
    }
    for (var key : keys(type, document)) {
      keys.putIfAbsent(key, target);
    }
  }

  /** The words by which a document can be found. */
  Set<Keys.Key> keys(Type type, Document document) throws SQLException {
    return Keys.of(type, document.properties(), this);
  }

  /** The document of the folder that a link points to. */
  Optional<UUID> find(Reference reference) {
    var identifier = reference.identifier();
    var uuid = Documents.uuid(identifier);
    if (uuid.isPresent()) {
      return uuid.filter(known -> types.containsKey(known) && reference.accepts(types.get(known)));
    }
    return Optional.ofNullable(accessions.get(identifier))
        .or(() -> Optional.ofNullable(keys.get(new Keys.Key(Keys.ALIAS, identifier))))
        .or(() -> named(reference))
        .filter(target -> reference.accepts(target.type()))
        .map(Target::uuid);
  }

  @Override
  public Optional<String> value(Reference link, String property) {
    return find(link)
        .map(through::get)
        .map(properties -> properties.path(property).asText())
        .map(text -> new Reference(property, text, link.targets()).identifier());
  }

  private Optional<Target> named(Reference reference) {
    return reference.targets().stream()
        .map(type -> keys.get(new Keys.Key(type, reference.identifier())))
        .filter(target -> target != null)
        .findFirst();
  }
}
