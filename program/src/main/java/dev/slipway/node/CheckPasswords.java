package dev.slipway.node;

import dev.slipway.config.Secret;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.Endpoint;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Function;

/**
 * The passwords open the database that is followed. A copy brings the accounts of its source, so a
 * password that is wrong there would be found out only when the application cannot log in, or
 * nothing streams.
 *
 * @param password the one that a file of the manifest's has, or will have
 */
record CheckPasswords(Manifest manifest, Function<Path, Secret> password) {
  /** SQLSTATE class 28, invalid authorization (PostgreSQL manual, appendix A). */
  private static final String REFUSED = "28";

  void run() {
    manifest.database().upstream().ifPresent(this::check);
  }

  private void check(Endpoint upstream) {
    var database = manifest.database();
    logIn(upstream, database.superuser(), database.passwords().superuser());
    logIn(upstream, database.user(), database.passwords().user());
    logIn(upstream, database.replicator(), database.passwords().replicator());
  }

  /** A database that does not answer is another step's concern: nothing is known of it here. */
  private void logIn(Endpoint upstream, String user, Path passwordFile) {
    try (Connection _ = connect(upstream, user, password.apply(passwordFile))) {
      // That it opened was the question.
    } catch (SQLException e) {
      if (e.getSQLState() != null && e.getSQLState().startsWith(REFUSED)) {
        throw new SlipwayException(
            ErrorCode.DATABASE_REFUSED,
            "PostgreSQL at %s refused the password of %s".formatted(upstream, user),
            "compare the estate's password with the one that the account has",
            e);
      }
    }
  }

  private static Connection connect(Endpoint upstream, String user, Secret secret)
      throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", secret.open());
    properties.setProperty("ApplicationName", "slipway node up");
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "10");
    return DriverManager.getConnection("jdbc:postgresql://" + upstream + "/postgres", properties);
  }
}
