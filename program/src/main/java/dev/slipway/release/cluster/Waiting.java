package dev.slipway.release.cluster;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Waits that say what is in the way.
 *
 * @param cluster its name
 * @param deadline of each
 */
record Waiting(String cluster, Duration deadline, Progress progress) {
  private static final Duration PAUSE = Duration.ofMillis(200);

  /**
   * Asks until nothing is in the way; a cluster that does not answer for a while is asked again.
   *
   * @param obstacle in words; empty when there is none
   * @throws SlipwayException {@code DEADLINE_EXCEEDED} with the last obstacle
   */
  void until(String what, Supplier<String> obstacle) {
    Progress changes = new Changes(progress);
    try {
      Await.of(what, deadline).every(PAUSE).until(() -> look(obstacle, changes));
    } catch (SlipwayException e) {
      throw e.code() == ErrorCode.DEADLINE_EXCEEDED ? late(what, obstacle.get(), e) : e;
    }
  }

  private static Optional<String> look(Supplier<String> obstacle, Progress changes) {
    String now = obstacle.get();
    if (!now.isEmpty()) {
      changes.say(now);
    }
    return Optional.of(now).filter(String::isEmpty);
  }

  private SlipwayException late(String what, String obstacle, SlipwayException cause) {
    return new SlipwayException(
        ErrorCode.DEADLINE_EXCEEDED,
        "%s did not come within %d s: %s".formatted(what, deadline.toSeconds(), obstacle),
        "`slipway cluster health %s` says why; the same command goes on where it was"
            .formatted(cluster),
        cause);
  }
}
