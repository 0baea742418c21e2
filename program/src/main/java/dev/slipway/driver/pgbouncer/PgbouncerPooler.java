package dev.slipway.driver.pgbouncer;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.service.Endpoint;
import dev.slipway.service.Pooler;
import dev.slipway.service.PoolerStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One pool of a PgBouncer, by its console. Pauses the pool, not the whole pooler: only the pool's
 * pause can be seen in {@code SHOW DATABASES} by a controller that comes later. For that, the pool
 * must keep no connections open by itself (see {@link #prepare}). Not for concurrent use.
 */
public final class PgbouncerPooler implements Pooler, AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** How often a question is asked beforehand, so that it is quick when clients wait. */
  private static final int WARM = 100;

  private static final String POOLS = "SHOW POOLS";
  private static final Duration SERVED = Duration.ofMillis(200);

  private final PgbouncerSettings settings;
  private final DatabasesFile file;
  private Optional<AdminConsole> console = Optional.empty();
  private boolean prepared;

  public PgbouncerPooler(PgbouncerSettings settings) {
    this.settings = settings;
    this.file = new DatabasesFile(settings);
  }

  @Override
  public Endpoint endpoint() {
    return settings.endpoint();
  }

  @Override
  public PoolerStatus status() {
    try (AdminConsole console = AdminConsole.open(settings)) {
      Map<String, String> database = database(console);
      List<Map<String, String>> pools = ofPool(console, POOLS);
      return new PoolerStatus(
          database.get("paused").equals("1"),
          target(database),
          sum(pools, "sv_active"),
          sum(pools, "cl_waiting"));
    }
  }

  /**
   * Also refuses a pool that keeps connections open: PgBouncer 1.18 opens one while the pool is
   * paused, ends it and then lets clients wait for {@code server_login_retry}.
   */
  @Override
  public void prepare() {
    close();
    AdminConsole console = console();
    String least = database(console).getOrDefault("min_pool_size", "0");
    if (!least.equals("0")) {
      throw failed("keeps " + least + " connections open", "set its min_pool_size to 0");
    }
    for (int i = 0; i < WARM; i++) {
      database(console);
      served(ofPool(console, POOLS));
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
      console().ask("PAUSE " + settings.pool(), budget);
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
      console().ask("RESUME " + settings.pool(), TIMEOUT);
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
    Endpoint now = target(database(console()));
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
        .untilTrue(() -> target(database(console())).equals(database));
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
          .untilTrue(() -> served(ofPool(console(), POOLS)));
    } catch (SlipwayException e) {
      if (e.code() != ErrorCode.DEADLINE_EXCEEDED) {
        throw e;
      }
    }
  }

  private static boolean served(List<Map<String, String>> pools) {
    return sum(pools, "cl_waiting") == 0
        || sum(pools, "sv_active") + sum(pools, "sv_idle") + sum(pools, "sv_used") > 0;
  }

  /**
   * The pooler's own ends of its connections to the database: what the database sees as the
   * addresses of these clients.
   */
  public Set<Endpoint> serverConnections() {
    try (AdminConsole console = AdminConsole.open(settings)) {
      return ownEnds(ofPool(console, "SHOW SERVERS"));
    }
  }

  /** One that is being opened has no end yet: its address is nothing, its port 0. */
  static Set<Endpoint> ownEnds(List<Map<String, String>> servers) {
    return servers.stream()
        .filter(row -> number(row, "local_port") > 0)
        .map(row -> new Endpoint(row.get("local_addr"), number(row, "local_port")))
        .collect(Collectors.toSet());
  }

  @Override
  public void close() {
    console.ifPresent(AdminConsole::close);
    console = Optional.empty();
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
    String blockers = blockers();
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
    try (AdminConsole console = AdminConsole.open(settings)) {
      if (database(console).get("paused").equals("1")) {
        console.ask("RESUME " + settings.pool(), TIMEOUT);
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The clients whose transactions hold the pause up. */
  private String blockers() {
    try (AdminConsole console = AdminConsole.open(settings)) {
      return ofPool(console, "SHOW SERVERS").stream()
          .filter(row -> row.get("state").equals("active"))
          .map(
              row ->
                  "server process %s since %s"
                      .formatted(row.get("remote_pid"), row.get("request_time")))
          .collect(Collectors.joining(", "));
    }
  }

  private Map<String, String> database(AdminConsole console) {
    return console.ask("SHOW DATABASES", TIMEOUT).stream()
        .filter(row -> settings.pool().equals(row.get("name")))
        .findFirst()
        .orElseThrow(() -> failed("is not there", settings.advice()));
  }

  private List<Map<String, String>> ofPool(AdminConsole console, String command) {
    return console.ask(command, TIMEOUT).stream()
        .filter(row -> settings.pool().equals(row.get("database")))
        .toList();
  }

  private static Endpoint target(Map<String, String> database) {
    return new Endpoint(database.get("host"), number(database, "port"));
  }

  private static int sum(List<Map<String, String>> rows, String column) {
    return rows.stream().mapToInt(row -> number(row, column)).sum();
  }

  private static int number(Map<String, String> row, String column) {
    return Integer.parseInt(row.getOrDefault(column, "0"));
  }

  private SlipwayException failed(String what, String hint) {
    return new SlipwayException(
        ErrorCode.POOLER_FAILED,
        "pool %s of %s %s".formatted(settings.pool(), settings.name(), what),
        hint);
  }
}
