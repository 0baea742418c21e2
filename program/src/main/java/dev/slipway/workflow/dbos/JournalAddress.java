package dev.slipway.workflow.dbos;

import dev.slipway.config.Secret;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * How to reach the journal's database.
 *
 * @param url {@code jdbc:postgresql://…}
 * @param use the name under which the server lists the connections of one use, so that its last
 *     user can tell that it is the last
 */
public record JournalAddress(String url, String user, Secret password, String use) {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** A source of new connections, without a pool. */
  PGSimpleDataSource connections() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser(user);
    source.setPassword(password.open());
    source.setApplicationName(use);
    source.setTcpKeepAlive(true);
    source.setConnectTimeout((int) CONNECT.toSeconds());
    return source;
  }

  Connection connect() throws SQLException {
    return connections().getConnection();
  }
}
