package dev.catalog.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Brings documents of older schema versions to those of this release, in memory. */
public final class Upgrades {
  private record Key(String type, int from) {}

  private final Types types;
  private final Map<Key, Upgrade> steps;

  public Upgrades(Types types, List<Upgrade> steps) {
    this.types = types;
    this.steps =
        steps.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    step -> new Key(step.type(), step.from()), Function.identity()));
  }

  /**
   * The document as this release would have written it. One of a newer release stays as it is.
   *
   * @throws IllegalArgumentException when a value cannot be carried over
   */
  public Document current(Document document) {
    var type = types.find(document.type());
    if (type.isEmpty() || document.schemaVersion() >= type.get().version()) {
      return document;
    }
    var changed = current(type.get(), document.properties(), document.schemaVersion());
    return document.at(type.get().version(), changed);
  }

  /** The document as this release would have written it, or as it is stored if that fails. */
  public Document readable(Document document) {
    try {
      return current(document);
    } catch (IllegalArgumentException e) {
      // The batch upgrade names it; a reader is better served with the old shape than not at all.
      return document;
    }
  }

  /**
   * A copy of properties of an older version in the present shape.
   *
   * @throws IllegalArgumentException when a value cannot be carried over
   */
  public ObjectNode current(Type type, ObjectNode properties, int from) {
    var copy = properties.deepCopy();
    for (var version = from; version < type.version(); version++) {
      Optional.ofNullable(steps.get(new Key(type.name(), version)))
          .ifPresent(step -> step.change().apply(copy));
    }
    return copy;
  }
}
