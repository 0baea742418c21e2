package dev.slipway.bench;

import dev.slipway.exec.Command;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.LocalRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * pgbench through the pooler, 300 transactions a second, and about 1 GB of pages changed before
 * every switchover. The product's checkpoint must write them before anybody is held.
 */
final class Busy implements Circumstance {
  static final Map<String, String> SETTINGS =
      Map.of("shared_buffers", "1536MB", "max_wal_size", "4GB", "wal_compression", "on");

  /** A GB of pages: one row of seven in each is changed, and there is room for it. */
  private static final String BALLAST =
      """
      CREATE TABLE ballast (id int, turn int, filling text) WITH (fillfactor = 80);
      INSERT INTO ballast SELECT id, 0, repeat('x', 880) FROM generate_series(0, 900000) AS id
      """;

  private static final String ERROR = "pgbench: ";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final String SUMS =
      """
      SELECT (SELECT sum(abalance) FROM pgbench_accounts) || ' '
          || (SELECT count(*) || ' ' || sum(delta) FROM pgbench_history)
      """;

  private final PooledServers servers;
  private final Daemons daemons = new Daemons();
  private final Path errors;
  private final Path pidFile;

  Busy(PooledServers servers) {
    Path folder = servers.sites().state();
    this.servers = servers;
    this.errors = folder.resolve("pgbench.log");
    this.pidFile = folder.resolve("pgbench.pid");
    say(BALLAST);
    new LocalRunner()
        .check(
            servers
                .pooler()
                .client("pgbench", "app", List.of("--initialize", "--quiet", "--scale=10")));
    Command load =
        servers
            .pooler()
            .client(
                "pgbench",
                "app",
                List.of("--no-vacuum", "--client=4", "--rate=300", "--time=86400"));
    daemons.start(load, pidFile, errors);
  }

  @Override
  public void begin(int round) {
    say("UPDATE ballast SET turn = turn + 1 WHERE id % 7 = " + round % 7);
  }

  private void say(String sql) {
    Command psql =
        servers.pooler().client("psql", "app", List.of("--no-psqlrc", "--command=" + sql));
    new LocalRunner().check(psql.within(PATIENCE));
  }

  @Override
  public List<String> questions() {
    return List.of(SUMS);
  }

  /** Besides them it only says which version it is. */
  @Override
  public Map<String, Integer> counts() {
    try (var lines = Files.lines(errors)) {
      return Map.of("pgbenchErrors", (int) lines.filter(line -> line.startsWith(ERROR)).count());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    daemons.stop(pidFile, Duration.ofSeconds(5));
  }
}
