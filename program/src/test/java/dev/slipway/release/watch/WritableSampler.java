package dev.slipway.release.watch;

import dev.slipway.testing.RealPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Asks two servers every few milliseconds whether they accept writes. */
final class WritableSampler {
  private final Asked one;
  private final Asked other;
  private final AtomicInteger both = new AtomicInteger();
  private final AtomicInteger rounds = new AtomicInteger();
  private final Thread thread;
  private volatile boolean closed;

  WritableSampler(RealPostgres one, RealPostgres other) {
    this.one = new Asked(one);
    this.other = new Asked(other);
    this.thread = Thread.ofPlatform().daemon().start(this::run);
  }

  /** How often both accepted writes at one moment. */
  int both() {
    return both.get();
  }

  int rounds() {
    return rounds.get();
  }

  void end() throws InterruptedException {
    closed = true;
    thread.join();
    one.leave();
    other.leave();
  }

  /** One that was writable before and after the other was so was writable at that moment, too. */
  private void run() {
    while (!closed) {
      if (one.writable() && other.writable() && one.writable()) {
        both.incrementAndGet();
      }
      other.writable();
      rounds.incrementAndGet();
      LockSupport.parkNanos(Duration.ofMillis(3).toNanos());
    }
  }

  private static final class Asked {
    private final RealPostgres server;
    private Optional<Connection> connection = Optional.empty();

    Asked(RealPostgres server) {
      this.server = server;
    }

    boolean writable() {
      try {
        if (connection.isEmpty()) {
          connection = Optional.of(server.connect());
        }
        try (Statement statement = connection.get().createStatement();
            var row = statement.executeQuery("SELECT NOT pg_is_in_recovery()")) {
          return row.next() && row.getBoolean(1);
        }
      } catch (SQLException e) {
        leave();
        return false;
      }
    }

    void leave() {
      try {
        if (connection.isPresent()) {
          connection.get().close();
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      } finally {
        connection = Optional.empty();
      }
    }
  }
}
