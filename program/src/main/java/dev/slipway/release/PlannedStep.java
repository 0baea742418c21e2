package dev.slipway.release;

import java.util.List;
import java.util.Optional;

/**
 * One line of a plan.
 *
 * @param name which step, see {@link Planner}; a step that is done to one of several things carries
 *     the thing after a colon: {@code switch-proxy:main}
 * @param rows the runbook's rows it does
 * @param description what it will do, in words
 * @param skip why there is nothing to do; empty for a step that is to run
 */
public record PlannedStep(
    String name, List<String> rows, String description, Optional<String> skip) {

  static PlannedStep step(String name, String description, List<String> rows) {
    return step(name, description, rows, Optional.empty());
  }

  static PlannedStep step(
      String name, String description, List<String> rows, Optional<String> skip) {
    return new PlannedStep(name, rows, description, skip);
  }

  /** The part of the name before the colon: which action does it. */
  public String action() {
    int colon = name.indexOf(':');
    return colon < 0 ? name : name.substring(0, colon);
  }

  /** The part after the colon; empty when there is none. */
  public String subject() {
    int colon = name.indexOf(':');
    return colon < 0 ? "" : name.substring(colon + 1);
  }
}
