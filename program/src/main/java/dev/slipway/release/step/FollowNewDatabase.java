package dev.slipway.release.step;

import dev.slipway.release.Action;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.Database;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.DatabaseStatus;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.util.Optional;

/** The old database follows the new one as a standby: the way back, outside the held time. */
public record FollowNewDatabase(ReleaseContext release) implements Action {
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  @Override
  public Optional<Evidence> observe() {
    return follows() ? Optional.of(evidence()) : Optional.empty();
  }

  @Override
  public Evidence apply(Progress progress) {
    old().follow(release.services().database(release.candidate()).endpoint(), DEADLINE);
    return evidence();
  }

  private boolean follows() {
    boolean standby = old().status().role() == DatabaseRole.STANDBY;
    return standby
        && release
            .services()
            .database(release.candidate())
            .replayedBy(release.current().name())
            .isPresent();
  }

  private Evidence evidence() {
    DatabaseStatus status = old().status();
    return Evidence.of("timeline", status.timeline())
        .and("replayed", status.position().map(Object::toString).orElse(""));
  }

  private Database old() {
    return release.services().database(release.current());
  }
}
