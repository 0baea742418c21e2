package dev.slipway.release;

import dev.slipway.service.Lsn;
import dev.slipway.service.RestorePoint;
import dev.slipway.service.TransactionSnapshot;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Outcome;
import dev.slipway.workflow.ReleaseRecord;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Restore points in the journal. */
public final class RestorePoints {
  /** The step that sets one. */
  static final String STEP = "set-restore-point";

  private RestorePoints() {}

  public static Evidence evidence(RestorePoint point) {
    return Evidence.of("name", point.name())
        .and("timeline", point.timeline())
        .and("position", point.position().toString())
        .and("taken", point.taken().toString())
        .and("snapshot", point.snapshot().toString());
  }

  /** That which a release has set. */
  static Optional<RestorePoint> of(ReleaseRecord release) {
    return release.steps().stream()
        .filter(step -> step.name().equals(STEP))
        .filter(step -> step.outcome() instanceof Outcome.Done)
        .map(step -> read(((Outcome.Done) step.outcome()).evidence().facts()))
        .findFirst();
  }

  private static RestorePoint read(Map<String, Object> facts) {
    return new RestorePoint(
        facts.get("name").toString(),
        ((Number) facts.get("timeline")).intValue(),
        Lsn.parse(facts.get("position").toString()),
        Instant.parse(facts.get("taken").toString()),
        TransactionSnapshot.parse(facts.get("snapshot").toString()));
  }
}
