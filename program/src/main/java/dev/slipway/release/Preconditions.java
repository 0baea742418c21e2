package dev.slipway.release;

import dev.slipway.config.SwitchoverSettings;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.DatabaseStatus;
import dev.slipway.service.DirectClient;
import dev.slipway.service.Lsn;
import dev.slipway.workflow.Evidence;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What must be true before a single write is held. Asks only; changes nothing. */
final class Preconditions {
  private static final Duration STREAMS = Duration.ofSeconds(10);

  private final Switchover.Side from;
  private final Switchover.Side to;
  private final SwitchoverSettings settings;

  Preconditions(Switchover.Side from, Switchover.Side to, SwitchoverSettings settings) {
    this.from = from;
    this.to = to;
    this.settings = settings;
  }

  Evidence check() {
    DatabaseStatus old = from.database().status();
    DatabaseStatus next = to.database().status();
    require(old, DatabaseRole.PRIMARY, from.name());
    require(next, DatabaseRole.STANDBY, to.name());
    requireLineage(old, next);
    requireReplaying(next);
    requireCaughtUp();
    List<DirectClient> direct = from.database().directClients();
    return Evidence.of("systemIdentifier", old.systemIdentifier())
        .and("directClients", direct.size())
        .and(
            "directClientNames",
            direct.stream().map(Preconditions::name).distinct().toList().toString());
  }

  /** The candidate streams from the old database, and little is missing. */
  void requireCaughtUp() {
    Await.of(
            "replay of %s within %d bytes".formatted(to.name(), settings.maxReplayLag().bytes()),
            STREAMS)
        .every(Duration.ofMillis(20))
        .untilTrue(this::caughtUp);
  }

  private boolean caughtUp() {
    Optional<Lsn> replayed = from.database().replayedBy(to.name());
    Optional<Lsn> written = from.database().status().position();
    return replayed.isPresent()
        && written.isPresent()
        && written.get().minus(replayed.get()) <= settings.maxReplayLag().bytes();
  }

  private static void require(DatabaseStatus status, DatabaseRole role, String site) {
    if (status.role() != role) {
      throw new SlipwayException(
          ErrorCode.DATABASE_STATE,
          "the database of %s is %s, not %s".formatted(site, status.role(), role),
          "nothing was changed; see `slipway release status` and the server's log");
    }
  }

  private void requireLineage(DatabaseStatus old, DatabaseStatus next) {
    boolean same =
        old.systemIdentifier().equals(next.systemIdentifier())
            && (old.timeline() == next.timeline() || comesTo(old.timeline()));
    if (!same) {
      throw new SlipwayException(
          ErrorCode.LINEAGE_DIFFERS,
          "%s (%s, timeline %d) is not a standby of %s (%s, timeline %d)"
              .formatted(
                  to.name(),
                  next.systemIdentifier(),
                  next.timeline(),
                  from.name(),
                  old.systemIdentifier(),
                  old.timeline()),
          "launch the candidate again from the newest backup");
    }
  }

  /**
   * A standby whose upstream was away for a moment, as after an attempt that was cut off behind the
   * fence, has forgotten on which timeline it streamed; it knows again when it streams again.
   */
  private boolean comesTo(int timeline) {
    try {
      Await.of("timeline %d on %s".formatted(timeline, to.name()), STREAMS)
          .untilTrue(() -> to.database().status().timeline() == timeline);
      return true;
    } catch (SlipwayException e) {
      if (e.code() == ErrorCode.DEADLINE_EXCEEDED) {
        return false;
      }
      throw e;
    }
  }

  private void requireReplaying(DatabaseStatus next) {
    if (next.replayPaused()) {
      throw new SlipwayException(
          ErrorCode.DATABASE_STATE,
          "replay is paused on " + to.name(),
          "somebody ran pg_wal_replay_pause(); run pg_wal_replay_resume() there");
    }
  }

  private static String name(DirectClient client) {
    return "%s@%s (%s)".formatted(client.user(), client.address(), client.application());
  }
}
