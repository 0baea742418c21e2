package dev.slipway.workflow;

import java.time.Instant;
import java.util.List;

/**
 * One release in the journal.
 *
 * @param id the version it goes to, e.g. {@code v42}
 * @param request what was asked for, as JSON, enough to build the same steps again
 * @param steps in the plan's order; those not begun are absent
 * @param reverts what {@code abort} took back, in the plan's order; empty without an abort
 */
public record ReleaseRecord(
    String id,
    ReleaseState state,
    String request,
    Instant started,
    List<StepRecord> steps,
    List<StepRecord> reverts) {
  public ReleaseRecord {
    steps = List.copyOf(steps);
    reverts = List.copyOf(reverts);
  }

  /** True while {@code resume} and {@code abort} have something to do. */
  public boolean unfinished() {
    return state == ReleaseState.RUNNING || state == ReleaseState.STOPPED;
  }
}
