package dev.catalog.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.UUID;

/**
 * One document as it is stored, or as it is to be written.
 *
 * @param accession the public identifier, unique over all types
 * @param schemaVersion version of the type's schema that the properties follow
 * @param properties what the client wrote, without {@code uuid}, {@code accession} and {@code
 *     schema_version}, links as the client wrote them
 * @param tid the write that made it so, one row of {@code transactions}
 * @param xid the database transaction of that write; grows with time
 */
public record Document(
    UUID uuid,
    String type,
    Optional<String> accession,
    int schemaVersion,
    ObjectNode properties,
    UUID tid,
    long xid) {

  /** The same document in another shape, in memory. */
  public Document at(int version, ObjectNode changed) {
    return new Document(uuid, type, accession, version, changed, tid, xid);
  }

  /** The same document as the work of another write. */
  public Document writtenBy(UUID write) {
    return new Document(uuid, type, accession, schemaVersion, properties, write, xid);
  }

  /** The same document once the database knows its transaction. */
  Document committed(long transaction) {
    return new Document(uuid, type, accession, schemaVersion, properties, tid, transaction);
  }

  /** A property as text, empty when there is none. */
  String text(String property) {
    return properties.path(property).asText();
  }

  /** What a client sees: its properties, with the identifiers and the schema version in front. */
  public ObjectNode view() {
    var view = properties.objectNode();
    view.put("@type", type).put("uuid", uuid.toString());
    accession.ifPresent(value -> view.put("accession", value));
    view.put("schema_version", schemaVersion);
    view.setAll(properties);
    return view;
  }
}
