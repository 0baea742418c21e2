package dev.slipway.release.step;

import dev.slipway.release.Action;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.UpgradeResult;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.time.Duration;

/** The batch upgrade on the new site; any error halts the release. */
public record UpgradeDocuments(ReleaseContext release) implements Action {
  private static final Duration DEADLINE = Duration.ofHours(6);

  @Override
  public Evidence apply(Progress progress) {
    UpgradeResult result =
        release.services().application(release.candidate()).batchUpgrade(progress::say, DEADLINE);
    return Evidence.of("collections", String.join("; ", result.collections()));
  }
}
