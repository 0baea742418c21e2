package dev.slipway.release;

import dev.slipway.exec.Await;
import dev.slipway.service.Database;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.Provider;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRequest;
import dev.slipway.service.SiteRole;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The two throw-away sites of a rehearsal: a copy of the current site, and a candidate that follows
 * the copy as the real one would follow the current site. Both are restored from the backup.
 */
final class RehearsalCopies {
  private static final Duration LAUNCH = Duration.ofMinutes(15);
  private static final Duration PART = Duration.ofMinutes(1);

  private final Services services;
  private final String copy;
  private final String candidate;

  RehearsalCopies(Services services, String version) {
    String prefix = version.replace('.', '-') + "-rehearsal-";
    this.services = services;
    this.copy = prefix + "a";
    this.candidate = prefix + "b";
  }

  String candidate() {
    return candidate;
  }

  SiteRequest copyOf(SiteRecord current) {
    return new SiteRequest(
        copy, SiteRole.CANDIDATE, current.version(), current.commit(), Optional.of(current));
  }

  SiteRequest candidateAt(String revision, String commit) {
    return new SiteRequest(
        candidate, SiteRole.CANDIDATE, revision, commit, services.provider().find(copy));
  }

  Evidence launch(SiteRequest request, Progress progress) {
    SiteRecord site = services.provider().launch(request, LAUNCH, progress::say);
    return Evidence.of("site", site.name()).and("address", site.address());
  }

  /**
   * Makes the copy a primary of its own, which the candidate goes on following. The candidate
   * leaves the archive out first: there it would find what the current site wrote since, which is
   * not the copy's history.
   */
  Evidence part() {
    Database old = services.database(copySite());
    Database next = services.database(services.provider().find(candidate).orElseThrow());
    next.preparePromotion(PART);
    old.preparePromotion(PART);
    old.promote(PART);
    Await.of(candidate + " on the timeline of " + copy, PART).untilTrue(() -> follows(old, next));
    return Evidence.of("timeline", old.status().timeline());
  }

  private boolean follows(Database old, Database next) {
    return next.status().role() == DatabaseRole.STANDBY
        && next.status().timeline() == old.status().timeline()
        && old.replayedBy(candidate).isPresent();
  }

  SiteRecord copySite() {
    return services.provider().find(copy).orElseThrow();
  }

  /** Removes both, the follower first; harmless when there is none. */
  void remove() {
    Provider provider = services.provider();
    for (String name : List.of(candidate, copy)) {
      provider
          .find(name)
          .filter(site -> site.role() == SiteRole.CANDIDATE)
          .ifPresent(site -> provider.terminate(site.name()));
    }
  }
}
