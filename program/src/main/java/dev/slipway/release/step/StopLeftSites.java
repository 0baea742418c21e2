package dev.slipway.release.step;

import dev.slipway.release.Action;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.Provider;
import dev.slipway.service.SiteRecord;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.util.List;
import java.util.stream.Stream;

/**
 * The site that was left, and the former one whose database followed it, are stopped: nobody may
 * write through the new version into the restored database, and both hold what was left behind. One
 * that was retired meanwhile has nothing to stop, and must not keep a live site from its end.
 */
public record StopLeftSites(ReleaseContext release) implements Action {

  @Override
  public Evidence apply(Progress progress) {
    Provider provider = release.services().provider();
    List<String> names =
        Stream.of(release.current(), release.former().site())
            .map(SiteRecord::name)
            .filter(name -> provider.find(name).isPresent())
            .toList();
    for (String name : names) {
      provider.stop(name);
      progress.say(name + " is stopped; its data stays");
    }
    return Evidence.of("stopped", String.join(", ", names));
  }
}
