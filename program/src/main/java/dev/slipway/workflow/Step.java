package dev.slipway.workflow;

import java.util.List;
import java.util.Optional;

/**
 * One thing done to the world. Durable execution runs a step at least once; a step looks first, and
 * that makes it once in effect. An instance belongs to one release and holds no state that a
 * restart would need.
 */
public interface Step {

  /** Unique within a plan, kebab-case, a verb phrase: {@code fence-old-database}. */
  String name();

  /** The runbook's rows that it does: {@code R15}. */
  List<String> rows();

  /** One line for the dry run, in words. */
  String description();

  /** Evidence when the world is already as this step wants it. Never changes anything. */
  Optional<Evidence> observe();

  /**
   * Acts.
   *
   * @throws dev.slipway.error.SlipwayException when it did not happen or was taken back
   */
  Evidence apply(Progress progress);

  /** Takes it back for {@code abort}; does nothing where that makes no sense. */
  default void revert(Progress progress) {}

  /** Why the plan has no work for it; empty for a step that is to run. */
  default Optional<String> skipReason() {
    return Optional.empty();
  }

  /** After this step only forward completion is possible. */
  default boolean pointOfNoReturn() {
    return false;
  }
}
