package dev.catalog.index;

import dev.catalog.Json;
import dev.catalog.document.Type;
import dev.catalog.document.Types;
import dev.catalog.document.Upgrades;

/**
 * Brings a stored document to the current schema version of its type, so that the index of a
 * version holds one form of every type whatever the database still holds.
 */
@FunctionalInterface
public interface CurrentForm {
  /**
   * The document itself when it is current.
   *
   * @throws RuntimeException when it cannot be read; it is then counted as an error of the round
   */
  StoredDocument of(StoredDocument stored);

  /** The form in which a reader is served a document, without parsing those that are current. */
  static CurrentForm of(Types types, Upgrades upgrades) {
    return stored ->
        types
            .find(stored.type())
            .filter(type -> stored.schemaVersion() < type.version())
            .map(type -> upgraded(stored, type, upgrades))
            .orElse(stored);
  }

  private static StoredDocument upgraded(StoredDocument stored, Type type, Upgrades upgrades) {
    var properties = Json.object(stored.properties());
    try {
      var current = upgrades.current(type, properties, stored.schemaVersion());
      return stored.at(type.version(), Json.text(current));
    } catch (IllegalArgumentException e) {
      // As for a reader: the old form is better found than not at all. The batch upgrade names it.
      return stored;
    }
  }
}
