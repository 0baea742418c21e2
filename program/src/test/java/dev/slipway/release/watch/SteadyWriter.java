package dev.slipway.release.watch;

import dev.slipway.exec.Await;
import dev.slipway.testing.RealPgbouncer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A client that writes one number after the other through the pooler, and knows which were
 * acknowledged.
 */
final class SteadyWriter {
  private final RealPgbouncer pooler;
  private final Set<Integer> acknowledged = new ConcurrentSkipListSet<>();
  private final AtomicInteger number = new AtomicInteger();
  private final Thread thread;
  private volatile boolean closed;

  SteadyWriter(RealPgbouncer pooler) {
    this.pooler = pooler;
    this.thread = Thread.ofPlatform().daemon().start(this::run);
  }

  Set<Integer> acknowledged() {
    return Set.copyOf(acknowledged);
  }

  /** Waits for a write that begins after this was asked. */
  void awaitServed(Duration deadline) {
    int now = number.get() + 1;
    Await.of("an acknowledged write", deadline)
        .every(Duration.ofMillis(2))
        .untilTrue(() -> acknowledged.stream().anyMatch(n -> n > now));
  }

  void end() throws InterruptedException {
    closed = true;
    thread.join();
  }

  private void run() {
    while (!closed) {
      try (Connection connection = pooler.connect();
          PreparedStatement insert =
              connection.prepareStatement("INSERT INTO ledger (id) VALUES (?)")) {
        while (!closed) {
          write(insert);
        }
      } catch (SQLException e) {
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
    }
  }

  private void write(PreparedStatement insert) throws SQLException {
    int next = number.incrementAndGet();
    insert.setInt(1, next);
    insert.executeUpdate();
    acknowledged.add(next);
    LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
  }
}
