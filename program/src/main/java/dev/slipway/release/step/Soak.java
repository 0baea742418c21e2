package dev.slipway.release.step;

import dev.slipway.exec.Await;
import dev.slipway.release.Action;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.Application;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.time.Duration;

/**
 * The new site is watched for a while: every look must find it healthy, or the watch begins anew.
 */
public record Soak(ReleaseContext release) implements Action {
  private static final Duration PAUSE = Duration.ofMillis(500);

  @Override
  public Evidence apply(Progress progress) {
    Duration soak = release.rules().gates().soak();
    long[] healthySince = {System.nanoTime()};
    long[] looks = {0};
    Await.of("%d s of health".formatted(soak.toSeconds()), soak.multipliedBy(10).plusMinutes(1))
        .every(PAUSE)
        .untilTrue(
            () -> {
              looks[0]++;
              if (!healthy(progress)) {
                healthySince[0] = System.nanoTime();
              }
              return System.nanoTime() - healthySince[0] >= soak.toNanos();
            });
    return Evidence.of("seconds", soak.toSeconds()).and("looks", looks[0]);
  }

  private boolean healthy(Progress progress) {
    Application application = release.services().application(release.candidate());
    boolean answers = application.healthy();
    boolean indexes =
        !application.offers(Application.Feature.INDEXER)
            || application.indexer().rounds().stream().allMatch(round -> round.errors() == 0);
    if (!answers || !indexes) {
      progress.say(answers ? "the indexer reports errors" : "the health path does not answer");
    }
    return answers && indexes;
  }
}
