package dev.slipway.driver.pgbouncer;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.service.Endpoint;
import dev.slipway.service.Pooler;
import dev.slipway.service.PoolerStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One pool of a PgBouncer, by its console. Pauses the pool, not the whole pooler: only the pool's
 * pause can be seen in {@code SHOW DATABASES} by a controller that comes later. For that, the pool
 * must keep no connections open by itself (see {@link #prepare}). Not for concurrent use.
 */
public final class PgbouncerPooler implements Pooler, AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** How often a question is asked beforehand, so that it is quick when clients wait. */
  private static final int WARM = 100;

  private static final Duration SERVED = Duration.ofMillis(200);

  private final PgbouncerSettings settings;
  private final DatabasesFile file;
  private final String pause;
  private final String resume;
  private Optional<AdminConsole> console = Optional.empty();
  private boolean prepared;

  public PgbouncerPooler(PgbouncerSettings settings) {
    this.settings = settings;
    this.file = new DatabasesFile(settings);
    this.pause = "PAUSE " + settings.pool();
    this.resume = "RESUME " + settings.pool();
  }

  @Override
  public Endpoint endpoint() {
    return settings.endpoint();
  }

  @Override
  public PoolerStatus status() {
    return asking(Pool::status);
  }

  /**
   * Also refuses a pool that keeps connections open: PgBouncer 1.18 opens one while the pool is
   * paused, ends it and then lets clients wait for {@code server_login_retry}.
   */
  @Override
  public void prepare() {
    close();
    int kept = pool().kept();
    if (kept > 0) {
      throw failed("keeps " + kept + " connections open", "set its min_pool_size to 0");
    }
    for (int i = 0; i < WARM; i++) {
      pool().target();
      pool().served();
    }
    prepared = true;
  }

  @Override
  public void hold(Duration budget) {
    if (!prepared) {
      throw failed("is not prepared to be held", "begin the switchover again");
    }
    long end = System.nanoTime() + budget.toNanos();
    try {
      console().ask(pause, budget);
    } catch (SlipwayException e) {
      close();
      switch (e.code()) {
        case DEADLINE_EXCEEDED -> throw notReached(budget, e);
        case POOLER_FAILED -> requirePaused(Duration.ofNanos(end - System.nanoTime()), e);
        default -> {
          withdraw();
          throw e;
        }
      }
    }
  }

  @Override
  public void release() {
    try {
      console().ask(resume, TIMEOUT);
    } catch (SlipwayException e) {
      close();
      // Refused when nobody is held; then there is nothing to do.
      if (status().paused()) {
        withdraw();
      }
    }
  }

  /**
   * Also sends the pool where it sends to, as far as the file goes: Java is slow at what it does
   * the first time. The pooler is not told to read it; it may open its connections anew then.
   */
  @Override
  public void prepareRepoint(Endpoint database) {
    Endpoint now = pool().target();
    file.stage(now);
    file.send(now);
    awaitTarget(now);
    file.stage(database);
  }

  @Override
  public void repoint(Endpoint database) {
    file.send(database);
    console().ask("RELOAD", TIMEOUT);
    awaitTarget(database);
  }

  private void awaitTarget(Endpoint database) {
    Await.of("pool %s of %s at %s".formatted(settings.pool(), settings.name(), database), TIMEOUT)
        .every(Duration.ofMillis(1))
        .untilTrue(() -> pool().target().equals(database));
  }

  @Override
  public void settle() {
    awaitServed();
    file.settle();
  }

  /**
   * Whatever follows takes processors and the disk from the first session with the new server, for
   * which clients still wait. Nothing is wrong when it does not come.
   */
  private void awaitServed() {
    try {
      Await.of("a session of %s with its server".formatted(settings.name()), SERVED)
          .every(Duration.ofMillis(2))
          .untilTrue(() -> pool().served());
    } catch (SlipwayException e) {
      if (e.code() != ErrorCode.DEADLINE_EXCEEDED) {
        throw e;
      }
    }
  }

  /**
   * The pooler's own ends of its connections to the database: what the database sees as the
   * addresses of these clients.
   */
  public Set<Endpoint> serverConnections() {
    return asking(Pool::ownEnds);
  }

  @Override
  public void close() {
    console.ifPresent(AdminConsole::close);
    console = Optional.empty();
  }

  private Pool pool() {
    return new Pool(settings, console());
  }

  /** Through a connection of its own. */
  private <T> T asking(Function<Pool, T> question) {
    try (AdminConsole own = AdminConsole.open(settings)) {
      return question.apply(new Pool(settings, own));
    }
  }

  private AdminConsole console() {
    if (console.isEmpty()) {
      console = Optional.of(AdminConsole.open(settings));
    }
    return console.get();
  }

  /** Refused because it is paused, or being paused, already; or because the pooler fails. */
  private void requirePaused(Duration left, SlipwayException refusal) {
    if (!status().paused()) {
      throw refusal;
    }
    try {
      Await.of("transactions in flight", left)
          .every(Duration.ofMillis(5))
          .untilTrue(() -> status().activeClients() == 0);
    } catch (SlipwayException e) {
      throw notReached(left, e);
    }
  }

  private SlipwayException notReached(Duration budget, SlipwayException cause) {
    String blockers = asking(Pool::blockers);
    withdraw();
    return new SlipwayException(
        ErrorCode.HOLD_NOT_REACHED,
        "transactions on %s did not finish within %d ms: %s"
            .formatted(settings.name(), budget.toMillis(), blockers),
        "end or wait for the long transaction, then try again; clients were not harmed",
        cause);
  }

  /** Through a connection of its own: the other one still waits for its answer. */
  private void withdraw() {
    boolean interrupted = Thread.interrupted();
    try (AdminConsole own = AdminConsole.open(settings)) {
      if (new Pool(settings, own).paused()) {
        own.ask(resume, TIMEOUT);
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private SlipwayException failed(String what, String hint) {
    return new SlipwayException(
        ErrorCode.POOLER_FAILED,
        "pool %s of %s %s".formatted(settings.pool(), settings.name(), what),
        hint);
  }
}
