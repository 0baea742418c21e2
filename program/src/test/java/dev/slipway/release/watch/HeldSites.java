package dev.slipway.release.watch;

import dev.slipway.driver.pgbouncer.PgbouncerPooler;
import dev.slipway.exec.Command;
import dev.slipway.exec.Daemons;
import dev.slipway.node.JavaProgram;
import dev.slipway.release.Switchover.Side;
import dev.slipway.service.Endpoint;
import dev.slipway.testing.RealPgbouncer;
import dev.slipway.testing.RealPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Two servers and the pooler in front of them, as the processes of one test or benchmark tell each
 * other: as arguments.
 */
public record HeldSites(
    Path state, String from, Endpoint fromAt, String to, Endpoint toAt, Endpoint pooler) {
  /** The name of the pooler's folder within the state. */
  public static final String POOLER = "pooler";

  private static final int SIZE = 6;

  public List<String> arguments() {
    return List.of(
        state.toString(), from, fromAt.toString(), to, toAt.toString(), pooler.toString());
  }

  public static HeldSites parse(String[] words) {
    return new HeldSites(
        Path.of(words[0]),
        words[1],
        Endpoint.parse(words[2]),
        words[3],
        Endpoint.parse(words[4]),
        Endpoint.parse(words[SIZE - 1]));
  }

  /** What follows the sites among the arguments. */
  public static String more(String[] words, int index) {
    return words[SIZE + index];
  }

  public Side fromSide() {
    return side(from, fromAt);
  }

  public Side toSide() {
    return side(to, toAt);
  }

  /** Both sites are served by the one pooler. */
  private Side side(String name, Endpoint endpoint) {
    PgbouncerPooler driver = RealPgbouncer.pooler(state.resolve(POOLER), pooler);
    return new Side(
        name, RealPostgres.of(state, name, endpoint).database(driver::serverConnections), driver);
  }

  public WatchProcess watch() {
    Path outcome = state.resolve("watch.outcome");
    List<String> arguments = new ArrayList<>(arguments());
    arguments.add(outcome.toString());
    return new WatchProcess(
        java(HeldSitesWatch.class, arguments),
        new WatchProcess.Traces(watchPid(), state.resolve("watch.log"), outcome),
        new Daemons());
  }

  public Path watchPid() {
    return state.resolve("watch.pid");
  }

  public static Command java(Class<?> main, List<String> arguments) {
    return Command.of(JavaProgram.here(List.of("-Xmx96m"), main.getName()).with(arguments));
  }
}
