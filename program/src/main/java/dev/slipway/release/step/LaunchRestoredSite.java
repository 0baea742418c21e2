package dev.slipway.release.step;

import dev.slipway.release.Action;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.Provider;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRequest;
import dev.slipway.service.SiteRole;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.time.Duration;

/** The former version on a site of its own, its database restored up to the restore point. */
public record LaunchRestoredSite(ReleaseContext release) implements Action {
  private static final Duration LAUNCH = Duration.ofHours(6);

  @Override
  public Evidence apply(Progress progress) {
    SiteRequest request = release.siteLaunch(SiteRole.CANDIDATE).site();
    SiteRecord site = provider().launch(request, LAUNCH, progress::say);
    return Evidence.of("site", site.name())
        .and("address", site.address())
        .and("commit", site.commit());
  }

  /** Nobody else has a site of that name: it was free when this was planned. */
  @Override
  public void revert(Progress progress) {
    String name = release.siteName(SiteRole.CANDIDATE);
    if (provider().find(name).filter(site -> site.role() == SiteRole.CANDIDATE).isPresent()) {
      provider().terminate(name);
      progress.say(name + " is terminated");
    }
  }

  private Provider provider() {
    return release.services().provider();
  }
}
