package dev.catalog;

import dev.catalog.document.Tables;
import io.javalin.config.RoutesConfig;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifies the indexers soon after writes were committed, many writes with one notification. Not
 * within the writes: PostgreSQL lets transactions that notify commit only one after the other, each
 * with its own flush (measured: 300 instead of 1,800 a second). A notification that is lost does no
 * harm, for the indexers look by themselves too.
 */
final class Announcer implements Feature {
  private static final Logger LOG = LoggerFactory.getLogger("dev.catalog.application");
  private static final long PAUSE_MILLISECONDS = 50;

  private final DataSource source;
  private final BlockingQueue<Boolean> pending = new ArrayBlockingQueue<>(1);
  private final Thread thread = Thread.ofVirtual().name("announcer").unstarted(this::run);

  Announcer(DataSource source) {
    this.source = source;
  }

  /** A write was committed. Returns at once. */
  void announce() {
    pending.offer(true);
  }

  @Override
  public void routes(RoutesConfig routes) {}

  @Override
  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void run() {
    try {
      while (true) {
        pending.take();
        send();
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLISECONDS);
      }
    } catch (InterruptedException e) {
      LOG.debug("stopped", e);
    }
  }

  private void send() {
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("notify " + Tables.WRITES);
    } catch (SQLException e) {
      LOG.debug("nobody was notified", e);
    }
  }
}
