package dev.catalog.index;

import dev.catalog.Configuration;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the database with one index: looks, indexes what changed, waits. It needs nobody to tell
 * it that the database was promoted, demoted, stopped or moved, nor that the search node was away
 * or came back empty: every turn looks at both afresh, and an error only delays the next turn.
 */
public final class Indexer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);

  /** Between two looks at a standby, and the shortest time between two rounds. */
  private static final Duration POLL = Duration.ofMillis(250);

  /** Between two looks at whether it is switched on. */
  private static final Duration SWITCH = Duration.ofMillis(50);

  /** Between two looks at a primary that notifies. */
  private static final Duration FALLBACK = Duration.ofSeconds(1);

  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(2);
  private static final Duration STOPPING = Duration.ofSeconds(10);

  private final Scope scope;
  private final Pace pace;
  private final SearchIndex index;
  private final CurrentForm form;
  private final BooleanSupplier on;
  private final IndexerDatabase database;
  private final StatusBoard status;
  private final InstantSource clock = InstantSource.system();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private final Place place;
  private Duration backoff = POLL;

  /**
   * An indexer that does nothing before {@link #start}.
   *
   * @param on asked all the time; when it turns false the round stops at its last page
   */
  public Indexer(
      Scope scope,
      Pace pace,
      Configuration.Database database,
      SearchIndex index,
      CurrentForm form,
      BooleanSupplier on) {
    this.scope = scope;
    this.pace = pace;
    this.index = index;
    this.form = form;
    this.on = on;
    this.database = new IndexerDatabase(database);
    this.status = new StatusBoard(index.name());
    this.place = new Place(index);
    this.thread =
        Thread.ofPlatform().daemon().name("indexer-" + scope.alias()).unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  public IndexerStatus status() {
    return status.view();
  }

  /** Stops after the page under way; what is not finished is gone on with by the next process. */
  @Override
  public void close() {
    closing.countDown();
    thread.interrupt();
    database.close();
    try {
      thread.join(STOPPING);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (closing.getCount() > 0) {
      try {
        turn();
        backoff = POLL;
      } catch (InterruptedException stop) {
        return;
      } catch (SQLException | IOException | RuntimeException failed) {
        troubled(failed);
      }
    }
  }

  private void troubled(Exception failed) {
    database.discard();
    if (closing.getCount() == 0) {
      return;
    }
    if (status.troubled(failed)) {
      LOG.warn("{}: {}; trying again until it works", scope.alias(), failed.toString());
    }
    try {
      rest(backoff);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    backoff =
        backoff.multipliedBy(2).compareTo(LONGEST_BACKOFF) < 0
            ? backoff.multipliedBy(2)
            : LONGEST_BACKOFF;
  }

  private void turn() throws SQLException, IOException, InterruptedException {
    if (!on.getAsBoolean()) {
      status.idle("off");
      rest(SWITCH);
      return;
    }
    var seen = database.observe();
    status.seen(seen);
    var from = place.find(seen);
    status.resumed(from);
    if (from.aheadOf(seen)) {
      status.idle("behind");
      rest(POLL);
    } else if (!from.unfinished() && !from.full() && from.done().equals(seen.snapshot())) {
      status.idle("waiting");
      if (!database.awaitWrite(seen.recovery(), FALLBACK)) {
        rest(POLL);
      }
    } else {
      round(from);
      rest(on.getAsBoolean() ? POLL : Duration.ZERO);
    }
  }

  private void round(Progress from) throws SQLException, IOException, InterruptedException {
    var board = new RoundBoard(clock.instant(), from.indexed());
    status.begins(board);
    var reached = everyPage(from, board);
    if (!on.getAsBoolean() || closing.getCount() == 0) {
      return;
    }
    if (!board.empty() || from.full()) {
      index.refresh();
    }
    place.finished(reached, board.empty() && !from.full());
    var result = board.finished(clock.instant(), from.full(), reached.round());
    status.finished(result);
    if (result.worthTelling()) {
      LOG.info(
          "{}: indexed {} in {} ms, {} errors, snapshot {}",
          scope.alias(),
          result.indexed(),
          result.took(),
          result.errors(),
          result.snapshot().text());
    }
  }

  /** One transaction and one bulk request a page; the place is stored when all before it is in. */
  private Progress everyPage(Progress from, RoundBoard board)
      throws SQLException, IOException, InterruptedException {
    var reached = from;
    UUID last = from.after();
    long stored = board.done();
    boolean more = true;
    var changes = new Changes(scope, pace);
    try (var pipeline = new Pipeline(index, board, pace.inFlight())) {
      while (more && on.getAsBoolean()) {
        var page = new Page(form);
        try (var reading = database.read()) {
          status.seen(reading.seen());
          reached = begun(reading, reached, board, last);
          more =
              from.full()
                  ? reading.fill(page, scope, reached, last, pace)
                  : changes.fill(page, reading, reached, last);
        }
        if (page.documents() > 0) {
          last = page.last();
          pipeline.send(page);
        }
        if (more && board.done() - stored >= pace.checkpointDocuments()) {
          pipeline.drain();
          stored = board.done();
          reached = reached.reached(last, board.indexed());
          place.store(reached);
        }
        if (more) {
          rest(pace.rest());
        }
      }
      pipeline.drain();
    }
    return reached;
  }

  private Progress begun(Reading reading, Progress from, RoundBoard board, UUID last)
      throws SQLException {
    if (last == null || board.remaining() == 0) {
      board.total(reading.count(scope, from));
    }
    return from.unfinished() ? from : from.begun(reading.seen().snapshot());
  }

  private void rest(Duration time) throws InterruptedException {
    if (!time.isZero() && closing.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new InterruptedException("closing");
    }
  }
}
