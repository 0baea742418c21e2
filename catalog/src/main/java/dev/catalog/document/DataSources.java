package dev.catalog.document;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.catalog.Configuration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/** Connections to the database, pooled or single, fit for a pooler that works by transaction. */
public final class DataSources {
  /** Longer than any hold of the pooler, so that a held client waits instead of failing. */
  private static final Duration WAIT = Duration.ofSeconds(30);

  private DataSources() {}

  /**
   * A pool through the pooler.
   *
   * @param size most connections that are open at once
   */
  public static HikariDataSource pooled(Configuration.Database database, int size) {
    var config = new HikariConfig();
    config.setPoolName("catalog");
    config.setJdbcUrl(database.url());
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(Math.min(size, 2));
    config.setConnectionTimeout(WAIT.toMillis());
    // The application starts, and says so in its health, before the database can be reached.
    config.setInitializationFailTimeout(-1);
    config.setDataSourceProperties(properties(database, WAIT.multipliedBy(2)));
    return new HikariDataSource(config);
  }

  /**
   * One connection to the server itself (or through the pooler when no other address is known); the
   * caller closes it.
   *
   * @param silence longest time without an answer before the connection counts as dead
   */
  public static Connection direct(Configuration.Database database, Duration silence)
      throws SQLException {
    return DriverManager.getConnection(database.directOrPooled(), properties(database, silence));
  }

  private static Properties properties(Configuration.Database database, Duration silence) {
    var properties = new Properties();
    properties.setProperty("user", database.user());
    database.passwordFile().ifPresent(file -> properties.setProperty("password", read(file)));
    // Transaction pooling: the next statement may run on another server connection.
    properties.setProperty("prepareThreshold", "0");
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", String.valueOf(silence.toSeconds()));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("ApplicationName", "catalog");
    return properties;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("the password file " + file + " cannot be read", e);
    }
  }
}
