package dev.catalog;

import dev.catalog.document.Documents;
import dev.catalog.document.Tables;
import io.javalin.config.RoutesConfig;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the tables as soon as the database can be reached and is writable, then ends. */
final class Preparation implements Feature {
  private static final Logger LOG = LoggerFactory.getLogger("dev.catalog.application");

  private final DataSource source;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  Preparation(DataSource source) {
    this.source = source;
    this.thread = Thread.ofVirtual().name("preparation").unstarted(this::run);
  }

  @Override
  public void routes(RoutesConfig routes) {}

  @Override
  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    closed.countDown();
  }

  private void run() {
    try {
      while (!prepared() && !closed.await(1, TimeUnit.SECONDS)) {
        LOG.debug("the tables do not exist yet");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean prepared() {
    try {
      Tables.create(source);
      var condition = new Documents(source).condition();
      LOG.info("the database is {}", condition);
      return condition != Tables.Condition.EMPTY;
    } catch (SQLException e) {
      LOG.warn("the database cannot be prepared yet: {}", e.getMessage());
      return false;
    }
  }
}
