package dev.slipway.release.watch;

import dev.slipway.driver.pgbouncer.PgbouncerPooler;
import dev.slipway.driver.postgres.PostgresPeer;
import dev.slipway.release.OtherSite;
import dev.slipway.release.Switchover.Side;
import dev.slipway.service.Endpoint;
import dev.slipway.testing.RealPgbouncer;
import dev.slipway.testing.RealPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One server with a pooler of its own, as processes of one test tell each other: as arguments.
 *
 * @param state folder that holds the server's folder and the pooler's
 */
record HeldSite(Path state, String name, Endpoint database, Endpoint pooler) {
  private static final int SIZE = 4;

  List<String> arguments() {
    return List.of(state.toString(), name, database.toString(), pooler.toString());
  }

  /** The site of that number among the arguments. */
  static HeldSite parse(String[] words, int number) {
    int first = number * SIZE;
    return new HeldSite(
        Path.of(words[first]),
        words[first + 1],
        Endpoint.parse(words[first + 2]),
        Endpoint.parse(words[first + SIZE - 1]));
  }

  /** What follows so many sites among the arguments. */
  static String after(String[] words, int sites, int index) {
    return words[sites * SIZE + index];
  }

  /** The name of the pooler's folder. */
  static String poolerOf(String name) {
    return name + "-pooler";
  }

  /** As its own server works on it. */
  Side side() {
    PgbouncerPooler driver = RealPgbouncer.pooler(state.resolve(poolerOf(name)), pooler);
    return new Side(
        name, RealPostgres.of(state, name, database).database(driver::serverConnections), driver);
  }

  /** As the other server sees it. */
  Peer peer() {
    return new Peer(name, new PostgresPeer(name, database, RealPostgres.SUPERUSER));
  }

  OtherSite other() {
    return new OtherSite(name, database, Optional.empty());
  }

  Path watchPid() {
    return state.resolve(name + "-watch.pid");
  }

  WatchProcess.Traces watchTraces() {
    return new WatchProcess.Traces(
        watchPid(), state.resolve(name + "-watch.log"), state.resolve(name + "-watch.outcome"));
  }
}
