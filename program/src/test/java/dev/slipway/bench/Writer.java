package dev.slipway.bench;

import dev.slipway.bench.Writes.Acknowledged;
import dev.slipway.bench.Writes.Failed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * One client: a row after the other, each in a transaction of its own. A row whose attempt failed
 * is tried again until it is acknowledged, as a client would do that does not know better; so a row
 * that was written and reported as failed comes twice.
 */
final class Writer {
  private static final long BETWEEN = Duration.ofMillis(20).toNanos();
  private static final long BACK_OFF = Duration.ofMillis(10).toNanos();

  private final Connecting target;
  private final List<Acknowledged> acknowledged = new ArrayList<>();
  private final List<Failed> failed = new ArrayList<>();
  private final Thread thread;
  private long next;
  private long due;
  private volatile int count;
  private volatile boolean stopping;

  /** How a client reaches the database. */
  @FunctionalInterface
  interface Connecting {
    Connection connect() throws SQLException;
  }

  /**
   * @param first the identity of its first row; those of the others follow
   */
  Writer(Connecting target, long first) {
    this.target = target;
    this.next = first;
    this.thread = Thread.ofPlatform().daemon().name("writer " + first).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** How many rows were acknowledged so far. */
  int count() {
    return count;
  }

  void stop() {
    stopping = true;
  }

  void join() throws InterruptedException {
    thread.join();
  }

  /** After its end. */
  List<Acknowledged> acknowledged() {
    return acknowledged;
  }

  /** After its end. */
  List<Failed> failed() {
    return failed;
  }

  private void run() {
    due = System.nanoTime();
    while (!stopping) {
      try (Connection connection = target.connect();
          PreparedStatement insert = connection.prepareStatement(Rows.INSERT)) {
        write(insert);
      } catch (SQLException e) {
        failed.add(new Failed(System.nanoTime(), e.getSQLState() + " " + e.getMessage()));
        LockSupport.parkNanos(BACK_OFF);
      }
    }
  }

  private void write(PreparedStatement insert) throws SQLException {
    while (!stopping) {
      LockSupport.parkNanos(due - System.nanoTime());
      insert.setLong(1, next);
      insert.executeUpdate();
      long now = System.nanoTime();
      acknowledged.add(new Acknowledged(next, now));
      next++;
      count = acknowledged.size();
      // What was missed while writes waited is not made up for: it would be another load.
      due = Math.max(due + BETWEEN, now);
    }
  }
}
