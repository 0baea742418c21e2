package dev.slipway.release.step;

import dev.slipway.release.Action;
import dev.slipway.release.ReleaseContext;
import dev.slipway.release.RestorePoints;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A named place in the new database's log: after everything that was written through the former
 * version, and before the first request that the new one is sent. Each attempt has a name of its
 * own, for recovery stops at the first place of a name.
 */
public record SetRestorePoint(ReleaseContext release) implements Action {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

  @Override
  public Evidence apply(Progress progress) {
    String name =
        "slipway-%s-%s".formatted(release.plan().request().version(), TIME.format(Instant.now()));
    return RestorePoints.evidence(
        release.services().database(release.candidate()).setRestorePoint(name));
  }
}
