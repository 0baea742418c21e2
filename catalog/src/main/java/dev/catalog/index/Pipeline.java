package dev.catalog.index;

import dev.catalog.search.SearchUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A bounded number of bulk requests under way at once. Used by one thread, which waits when all
 * places are taken, so that the pages in memory stay few.
 */
final class Pipeline implements AutoCloseable {
  /** How long a rejected or unanswered request is repeated before the round is given up. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Before a rejected request is repeated. */
  static final Duration PAUSE = Duration.ofMillis(200);

  private final SearchIndex index;
  private final RoundBoard board;
  private final int width;
  private final Semaphore places;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Pipeline(SearchIndex index, RoundBoard board, int width) {
    this.index = index;
    this.board = board;
    this.width = width;
    this.places = new Semaphore(width);
  }

  /**
   * Sends a page when there is a place.
   *
   * @throws IOException when an earlier page could not be sent
   */
  void send(Page page) throws IOException, InterruptedException {
    places.acquire();
    rethrow();
    threads.execute(() -> deliver(page));
  }

  /** Waits until every page is in the index; throws as {@link #send} does. */
  void drain() throws IOException, InterruptedException {
    places.acquire(width);
    places.release(width);
    rethrow();
  }

  /** Gives up what is under way. */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  private void deliver(Page page) {
    try {
      board.add(page, patiently(page));
    } catch (IOException | RuntimeException failed) {
      failure.compareAndSet(null, failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      places.release();
    }
  }

  private List<Failure> patiently(Page page) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return index.send(page);
      } catch (SearchUnavailableException busy) {
        if (System.nanoTime() > deadline) {
          throw busy;
        }
        Thread.sleep(PAUSE);
      }
    }
  }

  private void rethrow() throws IOException {
    var failed = failure.get();
    if (failed != null) {
      throw new IOException(failed.getMessage(), failed);
    }
  }
}
