package dev.slipway.release;

import java.util.List;

/** Whether an index may begin as a copy of the former version's. */
public sealed interface SeedDecision {

  /** Both versions would make the same index of the same documents. */
  record Identical() implements SeedDecision {}

  /**
   * The next version's mapping has the former's fields as they are, and more, which none of the
   * documents that are indexed already has: else the application would call their form otherwise.
   */
  record Superset(List<String> added) implements SeedDecision {
    public Superset {
      added = List.copyOf(added);
    }
  }

  /** At least one document would be indexed in another way. */
  record Incompatible(List<String> reasons) implements SeedDecision {
    public Incompatible {
      reasons = List.copyOf(reasons);
    }
  }

  /** In words. */
  default String reason() {
    return switch (this) {
      case Identical identical -> "same mapping, same form of documents";
      case Superset superset ->
          "compatible mapping: it only adds " + String.join(", ", superset.added());
      case Incompatible incompatible -> String.join("; ", incompatible.reasons());
    };
  }

  /** Whether a copy serves. */
  default boolean seeds() {
    return !(this instanceof Incompatible);
  }
}
