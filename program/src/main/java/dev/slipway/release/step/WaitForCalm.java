package dev.slipway.release.step;

import dev.slipway.config.Gates;
import dev.slipway.config.QuietTime;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.release.Action;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.Application;
import dev.slipway.service.Application.Feature;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * The last wait before the switchover is announced, all at once: the estate's quiet time, no bolus
 * in the old site's indexer, and little lag of the candidate's index, which may have grown
 * meanwhile.
 */
public record WaitForCalm(ReleaseContext release) implements Action {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  @Override
  public Evidence apply(Progress progress) {
    long begun = System.nanoTime();
    OldBolus bolus = new OldBolus(release);
    Optional<Duration> lag;
    do {
      awaitQuietTime(begun + gates().quietDeadline().toNanos(), progress);
      bolus.awaitEnd(begun + gates().bolus().deadline().toNanos(), progress);
      lag = awaitLittleLag(progress);
    } while (!quiet());
    Evidence evidence = bolus.evidence().and("waitedMs", since(begun).toMillis());
    return lag.map(measured -> evidence.and("lagMs", measured.toMillis())).orElse(evidence);
  }

  /** Empty when the candidate's application has no indexer. */
  private Optional<Duration> awaitLittleLag(Progress progress) {
    if (!application().offers(Feature.INDEXER)) {
      return Optional.empty();
    }
    long deadline = System.nanoTime() + gates().indexDeadline().toNanos();
    return Optional.of(new IndexLag(release).awaitLittle(deadline, progress));
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private void awaitQuietTime(long end, Progress progress) {
    if (quiet()) {
      return;
    }
    QuietTime wanted = gates().quietTime().orElseThrow();
    progress.say("waiting for the quiet time " + wanted + begins(wanted));
    try {
      Await.of("the quiet time " + wanted, Duration.ofNanos(end - System.nanoTime()))
          .every(PAUSE)
          .untilTrue(this::quiet);
    } catch (SlipwayException e) {
      throw e.code() == ErrorCode.DEADLINE_EXCEEDED ? tooLate(wanted, e) : e;
    }
  }

  private boolean quiet() {
    return gates().quietTime().map(wanted -> wanted.contains(now())).orElse(true);
  }

  private static String begins(QuietTime wanted) {
    return wanted.next(now()).map(next -> ", which begins at " + next).orElse("");
  }

  private static ZonedDateTime now() {
    return ZonedDateTime.now(ZoneOffset.UTC);
  }

  private SlipwayException tooLate(QuietTime wanted, SlipwayException cause) {
    return new SlipwayException(
        ErrorCode.DEADLINE_EXCEEDED,
        "no quiet time %s came within %d s%s"
            .formatted(wanted, gates().quietDeadline().toSeconds(), begins(wanted)),
        "resume the release then; gates.quietDeadline is how long it waits",
        cause);
  }

  private Application application() {
    return release.services().application(release.candidate());
  }

  private Gates gates() {
    return release.rules().gates();
  }
}
