package dev.slipway.driver.postgres;

import dev.slipway.driver.postgres.PostgresServer.Login;
import dev.slipway.service.Endpoint;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/** Opens connections to a server as its superuser. */
record Sessions(String server, Endpoint endpoint, Login login) {
  /** What Slipway's own connections are called, in {@code pg_stat_activity} too. */
  static final String APPLICATION = "slipway";

  /** The session that may promote, so that a revocation finds it. */
  static final String PROMOTING = "slipway promotion";

  private static final Duration CONNECT = Duration.ofSeconds(3);

  static Sessions of(PostgresServer server) {
    return new Sessions(server.name(), server.endpoint(), server.superuser());
  }

  /**
   * @param timeout of every statement
   * @throws dev.slipway.error.SlipwayException {@code DATABASE_UNREACHABLE}, {@code
   *     DATABASE_REFUSED}
   */
  Session open(Duration timeout) {
    return open(APPLICATION, timeout);
  }

  /** As above, under another name in {@code pg_stat_activity}. */
  Session open(String application, Duration timeout) {
    Properties properties = new Properties();
    properties.setProperty("user", login.user());
    properties.setProperty("password", login.password().open());
    properties.setProperty("ApplicationName", application);
    properties.setProperty("connectTimeout", Long.toString(CONNECT.toSeconds()));
    properties.setProperty("socketTimeout", Long.toString(timeout.toSeconds() + 1));
    properties.setProperty("options", "-c statement_timeout=" + timeout.toMillis());
    properties.setProperty("prepareThreshold", "1");
    String url = "jdbc:postgresql://%s:%d/postgres".formatted(endpoint.host(), endpoint.port());
    try {
      Connection connection = DriverManager.getConnection(url, properties);
      return new Session(server, connection);
    } catch (SQLException e) {
      throw Session.failure(server, e);
    }
  }
}
