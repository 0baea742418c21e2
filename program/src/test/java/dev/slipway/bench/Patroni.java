package dev.slipway.bench;

import dev.slipway.bench.PatroniCluster.Pace;
import dev.slipway.bench.Writer.Connecting;
import dev.slipway.testing.RealPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.stream.Collectors;

/** A planned switchover by Patroni, asked for over its REST interface as patronictl does. */
record Patroni(String name, PatroniCluster cluster, Pace pace, Connecting clients)
    implements Contender {

  /** Clients that know both servers and look for the primary (pgjdbc). */
  static Patroni multiHost(String name, PatroniCluster cluster, Pace pace) {
    String hosts =
        cluster.nodes().stream()
            .map(node -> node.server().endpoint().toString())
            .collect(Collectors.joining(","));
    return new Patroni(
        name,
        cluster,
        pace,
        () -> open(hosts + "/postgres?targetServerType=primary&hostRecheckSeconds=0"));
  }

  /** Clients that know only the proxy. */
  static Patroni behind(HaProxy proxy, String name, PatroniCluster cluster, Pace pace) {
    return new Patroni(name, cluster, pace, () -> open(proxy.endpoint() + "/postgres?"));
  }

  private static Connection open(String where) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://" + where + "&connectTimeout=2&socketTimeout=20",
        RealPostgres.SUPERUSER.user(),
        RealPostgres.SUPERUSER.password().open());
  }

  @Override
  public void prepare() {
    cluster.set(pace);
  }

  @Override
  public Connection connect() throws SQLException {
    return clients.connect();
  }

  @Override
  public Phases switchOver() {
    cluster.switchOver();
    return Phases.none();
  }

  @Override
  public Connection connectToPrimary() throws SQLException {
    return cluster.leader().server().connect();
  }

  @Override
  public void rejoin() {
    cluster.awaitComplete();
  }
}
