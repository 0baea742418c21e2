package dev.slipway.workflow.dbos;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.exec.ProcessIdentity;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The right to act. An advisory lock tells at once that a leader is dead, since the server drops it
 * with the leader's connection; a heartbeat tells that one is asleep, and its connection is ended
 * then. The epoch, which only grows, is what every write of a step checks: whoever slept through a
 * take-over finds it changed.
 */
final class Leadership implements AutoCloseable {
  private static final Duration SURRENDER = Duration.ofSeconds(2);

  private final JournalAddress address;
  private final Duration lease;
  private final long epoch;
  private final Optional<ProcessIdentity> predecessor;
  private final AtomicReference<Runnable> whenLost = new AtomicReference<>(() -> {});
  private final Thread heart;
  private volatile Connection connection;
  private volatile long confirmed = System.nanoTime();
  private volatile boolean lost;
  private volatile boolean closing;

  private Leadership(
      JournalAddress address,
      Duration lease,
      Connection connection,
      long epoch,
      Optional<ProcessIdentity> predecessor) {
    this.address = address;
    this.lease = lease;
    this.connection = connection;
    this.epoch = epoch;
    this.predecessor = predecessor;
    this.heart = Thread.ofPlatform().daemon().name("slipway-leader").start(this::beat);
  }

  /**
   * Takes the lead, at once or not at all.
   *
   * @param lease how long a leader may be silent before it counts as asleep
   * @throws SlipwayException {@code RELEASE_RUNNING} when another controller leads
   */
  static Leadership take(JournalAddress address, Duration lease) {
    try {
      Connection connection = address.connect();
      try {
        seize(connection, lease);
        Tables.create(new Sql.Transaction(connection));
        LeaderTable table = new LeaderTable(connection);
        Optional<ProcessIdentity> predecessor = table.leader();
        return new Leadership(address, lease, connection, table.succeed(), predecessor);
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw EmbeddedServer.failed(e);
    }
  }

  private static void seize(Connection connection, Duration lease) throws SQLException {
    LeaderTable table = new LeaderTable(connection);
    if (table.lock()) {
      return;
    }
    if (!table.endSleeper(lease)) {
      throw new SlipwayException(
          ErrorCode.RELEASE_RUNNING,
          "another controller leads" + table.leader().map(it -> ", process " + it.pid()).orElse(""),
          "wait for it, or end it: this one takes over as soon as it is gone");
    }
    Await.of("the lock of a leader that is asleep", SURRENDER)
        .every(Duration.ofMillis(10))
        .untilTrue(() -> LeaderTable.attempt(table::lock));
  }

  long epoch() {
    return epoch;
  }

  /** What to do, once, when somebody else is seen to lead. */
  void whenLost(Runnable action) {
    whenLost.set(action);
    if (lost) {
      action.run();
    }
  }

  /** True when the leader before this one is known to be dead, rather than asleep or far away. */
  boolean predecessorIsDead() {
    return predecessor
        .filter(it -> it.boot().equals(LeaderTable.self().boot()))
        .map(it -> !it.alive())
        .orElse(false);
  }

  /**
   * Asks the server when the last heartbeat is old, as it is just after this process was asleep.
   *
   * @throws SlipwayException {@code RELEASE_RUNNING}
   */
  void require() {
    if (!lost && System.nanoTime() - confirmed < lease.toNanos() / 2) {
      return;
    }
    if (lost || !confirmAgain()) {
      throw takenOver();
    }
  }

  static SlipwayException takenOver() {
    return new SlipwayException(
        ErrorCode.RELEASE_RUNNING,
        "another controller took over while this one was silent",
        "nothing more is done here; follow it with `slipway release status`");
  }

  private void beat() {
    while (!closing && !lost) {
      try {
        Thread.sleep(lease.dividedBy(6));
        if (!confirm() && !closing) {
          lost = true;
          whenLost.get().run();
        }
      } catch (InterruptedException e) {
        return;
      } catch (SlipwayException e) {
        // The journal does not answer: the epoch decides as soon as it does.
        reconnect();
      }
    }
  }

  private boolean confirmAgain() {
    try {
      return confirm();
    } catch (SlipwayException e) {
      reconnect();
      return confirm();
    }
  }

  private synchronized boolean confirm() {
    long asked = System.nanoTime();
    try {
      boolean leading = new LeaderTable(connection).confirm(epoch);
      if (leading) {
        confirmed = asked;
      }
      return leading;
    } catch (SQLException e) {
      throw EmbeddedServer.failed(e);
    }
  }

  /** Without the lock a successor is not kept out any more, but the epoch still is the truth. */
  private synchronized void reconnect() {
    if (closing) {
      return;
    }
    try {
      connection.close();
      connection = address.connect();
      new LeaderTable(connection).lock();
    } catch (SQLException e) {
      // Tried again at the next beat.
    }
  }

  /** Lets the next controller lead at once. */
  @Override
  public void close() {
    closing = true;
    heart.interrupt();
    synchronized (this) {
      try (Connection last = connection) {
        new LeaderTable(last).unlock();
      } catch (SQLException e) {
        // A connection that is broken already holds no lock.
      }
    }
  }
}
