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
import java.util.Optional;

/**
 * A site at the release's tag: the candidate, whose database is a standby of the current one's, or
 * the test site, which is promoted while it is brought up. A clustered one joins the data nodes
 * that an earlier step launched.
 */
public record LaunchSite(ReleaseContext release, SiteRole role) implements Action {
  private static final Duration LAUNCH = Duration.ofMinutes(15);

  @Override
  public Evidence apply(Progress progress) {
    SiteRequest request = release.siteLaunch(role).site();
    SiteRecord site = release.services().provider().launch(request, LAUNCH, progress::say);
    return Evidence.of("site", site.name())
        .and("address", site.address())
        .and("commit", site.commit())
        .and("servers", site.servers().size());
  }

  /** A site that has the name and is another's stood in the way, and stays. */
  @Override
  public void revert(Progress progress) {
    Provider provider = release.services().provider();
    Optional<SiteRecord> site = provider.find(release.siteName(role));
    if (site.filter(this::ours).isPresent()) {
      provider.terminate(site.get().name());
      progress.say(site.get().name() + " is terminated");
    }
  }

  private boolean ours(SiteRecord site) {
    return site.role() == role && release.taggedCommit().equals(Optional.of(site.commit()));
  }
}
