package dev.slipway.release.step;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.release.Action;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.Provider;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRole;
import dev.slipway.service.SourceRepository;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.util.Optional;

/**
 * A site at the release's tag: the candidate, whose database is a standby of the current one's, or
 * the test site, which is promoted while it is brought up.
 */
public record LaunchSite(ReleaseContext release, SiteRole role) implements Action {
  private static final Duration LAUNCH = Duration.ofMinutes(15);

  @Override
  public Evidence apply(Progress progress) {
    String tag = release.plan().request().tag();
    SourceRepository source = release.services().source();
    String commit = source.resolve(tag).orElseThrow(() -> unknown(tag));
    SiteRecord site =
        release
            .services()
            .provider()
            .launch(release.siteRequest(role, commit), LAUNCH, progress::say);
    return Evidence.of("site", site.name()).and("address", site.address()).and("commit", commit);
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
    Optional<String> tagged = release.services().source().resolve(release.plan().request().tag());
    return site.role() == role && tagged.equals(Optional.of(site.commit()));
  }

  private static SlipwayException unknown(String tag) {
    return new SlipwayException(
        ErrorCode.REVISION_UNKNOWN,
        "the origin has no tag " + tag,
        "an earlier step of the release makes it; was it deleted since?");
  }
}
