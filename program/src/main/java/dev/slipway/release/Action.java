package dev.slipway.release;

import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.util.Optional;

/** What a planned step does to the world; see {@link dev.slipway.workflow.Step} for the rules. */
public interface Action {

  /** Evidence when there is nothing left to do. Gates and checks always look again: empty. */
  default Optional<Evidence> observe() {
    return Optional.empty();
  }

  Evidence apply(Progress progress);

  default void revert(Progress progress) {}

  default boolean pointOfNoReturn() {
    return false;
  }
}
