package dev.catalog.index;

import java.util.UUID;

/**
 * A document as the database delivers it.
 *
 * @param accession null when the document has none
 * @param properties JSON text
 * @param embedded what is shown of the documents it links to, JSON text of an array, null if none
 * @param version the youngest transaction of it and of the documents it links to
 */
public record StoredDocument(
    UUID uuid,
    String type,
    String accession,
    int schemaVersion,
    String properties,
    String embedded,
    long version) {

  StoredDocument at(int newVersion, String newProperties) {
    return new StoredDocument(uuid, type, accession, newVersion, newProperties, embedded, version);
  }
}
