package dev.catalog.index;

import dev.catalog.search.SearchClient;
import java.time.Duration;

/** Asks the search node for its health now and then, so that a health answer need not wait. */
final class SearchHealth implements AutoCloseable {
  private static final Duration BETWEEN = Duration.ofSeconds(2);

  private final SearchClient client;
  private final Thread thread;
  private volatile String status = "unknown";

  SearchHealth(SearchClient client) {
    this.client = client;
    this.thread = Thread.ofVirtual().name("search-health").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  String status() {
    return status;
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void run() {
    try {
      while (true) {
        status = client.health();
        Thread.sleep(BETWEEN);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
