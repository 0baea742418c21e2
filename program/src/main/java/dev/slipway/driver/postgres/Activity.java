package dev.slipway.driver.postgres;

import dev.slipway.service.DirectClient;
import dev.slipway.service.Endpoint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who is connected to a server, and what they do. */
final class Activity {
  private static final String CLIENTS =
      """
      SELECT pid, usename, application_name, host(client_addr) AS host, client_port AS port
      FROM pg_stat_activity
      WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
          AND NOT (usename = ? AND application_name IN (?, ?))
      ORDER BY pid
      """;

  private static final String OLDEST =
      """
      SELECT format('pid %s, %s s: %s', pid,
          greatest(0, floor(extract(epoch FROM clock_timestamp() - xact_start))),
          left(regexp_replace(query, '\\s+', ' ', 'g'), 200))
      FROM pg_stat_activity
      WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() AND xact_start IS NOT NULL
      ORDER BY xact_start LIMIT 1
      """;

  private final PostgresSettings settings;

  Activity(PostgresSettings settings) {
    this.settings = settings;
  }

  /**
   * The sessions whose remote end is not one of the pooler's own ends. The pooler is asked before
   * and after, so that a connection that it opens or closes meanwhile is known either way.
   */
  List<DirectClient> direct(Session session) {
    Set<Endpoint> pooled = new HashSet<>(settings.pooled().locals());
    List<DirectClient> clients =
        session.rows(
            CLIENTS,
            Activity::client,
            settings.server().superuser().user(),
            Sessions.APPLICATION,
            Sessions.PROMOTING);
    pooled.addAll(settings.pooled().locals());
    Set<String> addresses = new HashSet<>();
    pooled.forEach(endpoint -> addresses.add(endpoint.toString()));
    return clients.stream().filter(client -> !addresses.contains(client.address())).toList();
  }

  Optional<String> oldestTransaction(Session session) {
    return session.first(OLDEST, row -> row.getString(1));
  }

  /** A client on the Unix socket has no address. */
  private static DirectClient client(ResultSet row) throws SQLException {
    String host = row.getString("host");
    return new DirectClient(
        row.getLong("pid"),
        row.getString("usename"),
        row.getString("application_name"),
        host == null ? "local socket" : host + ":" + row.getInt("port"));
  }
}
