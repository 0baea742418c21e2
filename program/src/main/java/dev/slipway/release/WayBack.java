package dev.slipway.release;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.SiteRecord;
import dev.slipway.workflow.Journal;
import dev.slipway.workflow.ReleaseRecord;
import java.time.Instant;

/** The way back of a release, planned: the journal knows which site served before it. */
record WayBack(Services services, Journal journal) {

  /**
   * Looks at the estate and plans; changes nothing.
   *
   * @throws SlipwayException {@code RELEASE_UNKNOWN}, {@code RELEASE_STATE} when the release serves
   *     nobody, {@code SITE_UNKNOWN} when one of its sites was terminated
   */
  Plan plan(ReleaseRequest request, boolean logs, Instant now) {
    ReleaseRecord release = release(request);
    Plan released = PlanJson.read(release.request());
    WorldObserver observer = new WorldObserver(services);
    return new RollbackPlanner()
        .plan(
            request,
            observer.observe(site(released.request().candidate()), logs),
            observer.former(site(released.current().name())),
            RestorePoints.of(release),
            now);
  }

  private ReleaseRecord release(ReleaseRequest request) {
    ReleaseRecord record = journal.find(request.version()).orElseThrow(() -> unknown(request));
    return switch (record.state()) {
      case RUNNING, STOPPED, SET_ASIDE, COMPLETED -> record;
      case ABORTED -> throw state(record, "was aborted: it never served");
      case ROLLED_BACK -> throw state(record, "is rolled back already");
    };
  }

  private SiteRecord site(String name) {
    return services
        .provider()
        .find(name)
        .orElseThrow(
            () ->
                new SlipwayException(
                    ErrorCode.SITE_UNKNOWN,
                    "there is no site %s any more: it was terminated".formatted(name),
                    "what it served can be released again, as a new version"));
  }

  private static SlipwayException unknown(ReleaseRequest request) {
    return new SlipwayException(
        ErrorCode.RELEASE_UNKNOWN,
        "there was no release " + request.version(),
        "see `slipway release status`");
  }

  private static SlipwayException state(ReleaseRecord record, String what) {
    return new SlipwayException(
        ErrorCode.RELEASE_STATE,
        "release %s %s".formatted(record.id(), what),
        "see `slipway release status`");
  }
}
