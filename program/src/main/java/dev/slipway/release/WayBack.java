package dev.slipway.release;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.SiteRecord;
import dev.slipway.workflow.Journal;
import dev.slipway.workflow.ReleaseRecord;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;

/** The way back of a release, planned: the journal knows which site served before it. */
record WayBack(Services services, Journal journal) {

  /**
   * Looks at the estate and plans; changes nothing.
   *
   * @param direction back to the site, or to the restore point
   * @throws SlipwayException {@code RELEASE_UNKNOWN}, {@code RELEASE_STATE} when the release serves
   *     nobody or set no restore point, {@code SITE_UNKNOWN} when one of its sites was terminated
   */
  Plan plan(ReleaseRequest request, Direction direction, boolean logs, Instant now) {
    ReleaseRecord release = release(request);
    Plan released = PlanJson.read(release.request());
    WorldObserver observer = new WorldObserver(services);
    World world = observer.observe(site(released.request().candidate()), logs);
    SiteRecord before = site(released.current().name());
    Former former = new Former(before, observer.features(before), RestorePoints.of(release));
    if (direction == Direction.BACK) {
      return new RollbackPlanner().plan(request, world, former, now);
    }
    requirePoint(release, former);
    return new RestorePlanner().plan(restored(request, former), world, former, now);
  }

  /** As many data nodes as the former site has: its index fits into no fewer. */
  private ReleaseRequest restored(ReleaseRequest request, Former former) {
    ReleaseRequest single = request.to(restored(former));
    return former
        .site()
        .cluster()
        .map(cluster -> single.withDataNodes(Optional.empty(), cluster.servers().size()))
        .orElse(single);
  }

  /** A name that no site has: what was restored once is not what is to be restored now. */
  private String restored(Former former) {
    String name = former.site().version().replaceFirst("\\.0$", "").replace('.', '-') + "-r";
    return IntStream.iterate(1, number -> number + 1)
        .mapToObj(number -> number == 1 ? name : name + number)
        .filter(free -> services.provider().find(free).isEmpty())
        .findFirst()
        .orElseThrow();
  }

  private static void requirePoint(ReleaseRecord release, Former former) {
    if (former.point().isEmpty()) {
      throw new SlipwayException(
          ErrorCode.RELEASE_STATE,
          "release %s set no restore point: its version has not been sent a request"
              .formatted(release.id()),
          "`slipway release rollback %s` loses nothing".formatted(release.id()));
    }
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
