package dev.slipway.release.step;

import dev.slipway.release.Action;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.Database;
import dev.slipway.service.Lsn;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.time.Duration;

/**
 * The log up to the restore point is where it is restored from. A release that stopped early may
 * not archive yet.
 */
public record ArchiveRestorePoint(ReleaseContext release) implements Action {
  private static final Duration DEADLINE = Duration.ofMinutes(10);

  @Override
  public Evidence apply(Progress progress) {
    Database live = release.services().database(release.current());
    Lsn position = release.former().point().orElseThrow().position();
    live.enableArchiving();
    live.archive(position, DEADLINE);
    return Evidence.of("archived", position.toString());
  }
}
