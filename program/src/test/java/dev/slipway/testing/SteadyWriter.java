package dev.slipway.testing;

import dev.slipway.exec.Await;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A client that writes one number after the other into the table {@code ledger}, and knows which
 * were acknowledged. It repeats none.
 */
public final class SteadyWriter {
  private final Connecting pooler;
  private final Set<Integer> acknowledged = new ConcurrentSkipListSet<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final AtomicInteger number;
  private final Thread thread;
  private volatile boolean closed;

  /** How it reaches the database. */
  @FunctionalInterface
  public interface Connecting {
    Connection connect() throws SQLException;
  }

  /** Begins at once, with the number after that one. */
  public SteadyWriter(Connecting pooler, int before) {
    this.pooler = pooler;
    this.number = new AtomicInteger(before);
    this.thread = Thread.ofPlatform().daemon().start(this::run);
  }

  public Set<Integer> acknowledged() {
    return Set.copyOf(acknowledged);
  }

  /** What went wrong with a write or a connection, each time. */
  public List<String> failures() {
    return List.copyOf(failures);
  }

  /** Waits for a write that begins after this was asked. */
  public void awaitServed(Duration deadline) {
    int now = number.get() + 1;
    Await.of("an acknowledged write", deadline)
        .every(Duration.ofMillis(2))
        .untilTrue(() -> acknowledged.stream().anyMatch(n -> n > now));
  }

  public void end() throws InterruptedException {
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
        failures.add(e.getSQLState() + " " + e.getMessage());
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
