package dev.slipway.bench;

import dev.slipway.driver.postgres.PostgresDatabase;
import dev.slipway.exec.Daemons;
import dev.slipway.release.watch.HeldSites;
import dev.slipway.testing.RealPgbouncer;
import dev.slipway.testing.RealPostgres;
import dev.slipway.testing.TestState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/**
 * Two PostgreSQL servers and a PgBouncer in front of them, on this machine. Slipway and the limit
 * switch the same ones, back and forth.
 */
final class PooledServers {
  private static final Duration FOLLOW = Duration.ofSeconds(30);

  /** As Debian's and the peers' defaults, so that all do the same work. */
  private static final Map<String, String> SETTINGS =
      Map.of("archive_mode", "off", "shared_buffers", "128MB", "max_connections", "100");

  private final TestState state;
  private final RealPgbouncer pooler;
  private RealPostgres primary;
  private RealPostgres standby;

  PooledServers(Started started) {
    state = started.with(new TestState());
    primary = started.with(RealPostgres.primary(state, "v41-b", SETTINGS));
    primary.execute(Rows.TABLE);
    standby = started.with(primary.standby(state, "v42-b", SETTINGS));
    pooler = started.with(new RealPgbouncer(state, HeldSites.POOLER, primary.endpoint()));
    started.with(() -> new Daemons().stop(sites().watchPid(), Duration.ofSeconds(1)));
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
}
