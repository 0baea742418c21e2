package dev.catalog.document;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One step of a type's properties from a schema version to the next.
 *
 * @param from the version that it reads; it writes {@code from + 1}
 */
public record Upgrade(String type, int from, Change change) {

  /** Changes a copy of the properties in place. */
  @FunctionalInterface
  public interface Change {
    /**
     * Must leave properties alone that have the new shape already.
     *
     * @throws IllegalArgumentException saying which value cannot be carried over
     */
    void apply(ObjectNode properties);
  }
}
