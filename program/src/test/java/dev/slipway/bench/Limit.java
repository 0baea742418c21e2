package dev.slipway.bench;

import dev.slipway.exec.Signal;
import dev.slipway.release.Phase;
import dev.slipway.testing.RealPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * What the machine allows: the same servers, switched by bare statements and a bare signal, and
 * nothing that makes sure of anything. Everything that can be done beforehand is.
 */
final class Limit extends PooledContender {
  private static final long GLANCE = Duration.ofNanos(300_000).toNanos();
  private static final int WARM = 50;

  Limit(PooledServers servers) {
    super(servers);
  }

  @Override
  public String name() {
    return Contenders.LIMIT;
  }

  @Override
  public Phases switchOver() {
    RealPostgres old = servers().primary();
    RealPostgres next = servers().standby();
    ProcessHandle postmaster =
        ProcessHandle.of(old.control().running().orElseThrow().pid()).orElseThrow();
    try (Psql pooler =
            new Psql(servers().pooler().client("psql", "pgbouncer", List.of("--no-psqlrc")));
        Connection standby = next.connect();
        Statement server = standby.createStatement()) {
      for (int i = 0; i < WARM; i++) {
        recovering(server);
      }
      servers().pooler().sendTo(next.endpoint());
      Signal.reaches(postmaster.pid());
      old.execute("CHECKPOINT");
      Phases phases = held(pooler, postmaster, server);
      servers().switched();
      return phases;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Phases held(Psql pooler, ProcessHandle postmaster, Statement server)
      throws SQLException {
    Phases.Stopwatch stopwatch = new Phases.Stopwatch();
    pooler.say("PAUSE app");
    stopwatch.ended(Phase.HOLD);
    Signal.INT.send(postmaster.pid());
    while (postmaster.isAlive()) {
      LockSupport.parkNanos(GLANCE);
    }
    stopwatch.ended(Phase.FENCE);
    server.execute("SELECT pg_promote(false)");
    while (recovering(server)) {
      LockSupport.parkNanos(GLANCE);
    }
    stopwatch.ended(Phase.PROMOTE);
    pooler.say("RELOAD");
    pooler.say("RESUME app");
    stopwatch.ended(Phase.RESUME);
    return stopwatch.phases();
  }

  private static boolean recovering(Statement server) throws SQLException {
    try (ResultSet row = server.executeQuery("SELECT pg_is_in_recovery()")) {
      row.next();
      return row.getBoolean(1);
    }
  }
}
