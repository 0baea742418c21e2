package dev.slipway.bench;

import dev.slipway.driver.postgres.PostgresDatabase;
import dev.slipway.exec.Await;
import dev.slipway.exec.Daemons;
import dev.slipway.release.watch.HeldSites;
import dev.slipway.testing.RealPgbouncer;
import dev.slipway.testing.RealPostgres;
import dev.slipway.testing.TestState;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Two PostgreSQL servers and a PgBouncer in front of them, on this machine. Slipway and the limit
 * switch the same ones, back and forth.
 */
final class PooledServers {
  private static final Duration FOLLOW = Duration.ofSeconds(60);

  /** As Debian's and the peers' defaults, so that all do the same work. */
  private static final Map<String, String> SETTINGS =
      Map.of("archive_mode", "off", "shared_buffers", "128MB", "max_connections", "100");

  private final TestState state;
  private final RealPgbouncer pooler;
  private RealPostgres primary;
  private RealPostgres standby;

  private PooledServers(
      TestState state, Map<String, String> server, Map<String, String> pool, Started started) {
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.putAll(server);
    this.state = state;
    primary = started.with(RealPostgres.primary(state, "v41-b", settings));
    primary.execute(Rows.TABLE);
    standby = started.with(primary.standby(state, "v42-b", settings));
    pooler = started.with(new RealPgbouncer(state, HeldSites.POOLER, primary.endpoint(), pool));
    started.with(() -> new Daemons().stop(sites().watchPid(), Duration.ofSeconds(1)));
  }

  static PooledServers start(Started started) {
    return start(Map.of(), started);
  }

  /**
   * @param settings of the servers, besides those that all have
   */
  static PooledServers start(Map<String, String> settings, Started started) {
    return new PooledServers(started.with(new TestState()), settings, Map.of(), started);
  }

  /** Servers and a pooler that talk to nobody without TLS. */
  static PooledServers encrypted(Started started) {
    TestState state = started.with(new TestState());
    Certificate certificate = Certificate.make(state.folder());
    return new PooledServers(
        state, certificate.serverSettings(), certificate.poolerSettings(), started);
  }

  RealPostgres primary() {
    return primary;
  }

  RealPostgres standby() {
    return standby;
  }

  RealPgbouncer pooler() {
    return pooler;
  }

  /** The standby was promoted. */
  void switched() {
    RealPostgres former = primary;
    primary = standby;
    standby = former;
  }

  /** Has the former primary, which was stopped cleanly before the promotion, follow the new one. */
  void rejoin() {
    try (PostgresDatabase former = standby.database()) {
      former.follow(primary.endpoint(), FOLLOW);
    }
  }

  /** How many questions the two answer differently, now that nobody writes. */
  int differences(List<String> questions) {
    String written = primary.ask("SELECT pg_current_wal_lsn()");
    Await.of("the standby replaying " + written, FOLLOW)
        .untilTrue(
            () ->
                standby
                    .ask("SELECT pg_last_wal_replay_lsn() >= '%s'::pg_lsn".formatted(written))
                    .equals("t"));
    return (int) questions.stream().filter(it -> !primary.ask(it).equals(standby.ask(it))).count();
  }

  Connection connect() throws SQLException {
    return pooler.connect();
  }

  HeldSites sites() {
    return new HeldSites(
        state.folder(),
        primary.server().name(),
        primary.endpoint(),
        standby.server().name(),
        standby.endpoint(),
        pooler.endpoint());
  }

  /** The last thing that the watch wrote down. */
  String wordsOfTheWatch() {
    try (var lines = Files.lines(state.folder().resolve("watch.log"))) {
      return lines.reduce((first, last) -> last).orElse("nothing");
    } catch (IOException e) {
      return "no log";
    }
  }
}
