package dev.slipway.release.step;

import dev.slipway.release.Action;
import dev.slipway.release.ReleaseContext;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.util.List;

/**
 * The site that was left, and the former one whose database followed it, are stopped: nobody may
 * write through the new version into the restored database, and both hold what was left behind.
 */
public record StopLeftSites(ReleaseContext release) implements Action {

  @Override
  public Evidence apply(Progress progress) {
    List<String> names = List.of(release.current().name(), release.former().site().name());
    for (String name : names) {
      release.services().provider().stop(name);
      progress.say(name + " is stopped; its data stays");
    }
    return Evidence.of("stopped", String.join(", ", names));
  }
}
