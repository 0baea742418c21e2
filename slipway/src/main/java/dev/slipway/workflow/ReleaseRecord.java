package dev.slipway.workflow;

import java.time.Instant;
import java.util.List;

/**
 * One release in the journal.
 *
 * @param id the version it goes to, e.g. {@code v42}
 * @param request what was asked for, as JSON, enough to build the same steps again
 * @param steps in the plan's order; those not begun are absent
 */
public record ReleaseRecord(
    String id, ReleaseState state, String request, Instant started, List<StepRecord> steps) {}
