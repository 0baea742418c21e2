package dev.slipway.release.step;

import dev.slipway.exec.Await;
import dev.slipway.release.Action;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.IndexerStatus;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.TransactionSnapshot;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.util.Optional;

/**
 * Both indexers finished a round that covers everything written before the switchover. Snapshots
 * that are equal at one moment, which the procedure waits for, do not exist under constant writes;
 * a finished round whose xmin is past the xmax of a snapshot taken after the promotion says the
 * same of every write that could differ.
 *
 * <p>On the way back the traffic moves first, so that the snapshot is of now; and only the indexer
 * of the site that is to serve is asked, for the other one's may be why it is left.
 */
public record ProveIndex(ReleaseContext release) implements Action {
  private static final Duration DEADLINE = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofMillis(200);

  @Override
  public Evidence apply(Progress progress) {
    boolean back = release.plan().back();
    SiteRecord written = back ? release.current() : release.candidate();
    TransactionSnapshot target = release.services().database(written).snapshot();
    IndexerStatus next = covering(release.candidate(), target, progress);
    Evidence evidence =
        Evidence.of("switchoverSnapshot", target.toString())
            .and("newSnapshot", text(next))
            .and("newRecovery", next.recovery());
    if (back) {
      return evidence;
    }
    IndexerStatus old = covering(release.current(), target, progress);
    return evidence.and("oldSnapshot", text(old)).and("oldRecovery", old.recovery());
  }

  private IndexerStatus covering(SiteRecord site, TransactionSnapshot target, Progress progress) {
    return Await.of("indexer of %s past %s".formatted(site.name(), target), DEADLINE)
        .every(PAUSE)
        .until(
            () -> {
              IndexerStatus status = release.services().application(site).indexer();
              progress.say("%s: %s at %s".formatted(site.name(), status.status(), text(status)));
              return Optional.of(status).filter(now -> covers(now, target));
            });
  }

  private static boolean covers(IndexerStatus status, TransactionSnapshot target) {
    return status.snapshot().filter(snapshot -> snapshot.covers(target)).isPresent();
  }

  private static String text(IndexerStatus status) {
    return status.snapshot().map(Object::toString).orElse("nothing yet");
  }
}
