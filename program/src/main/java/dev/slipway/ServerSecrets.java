package dev.slipway;

import dev.slipway.config.DatabaseSettings;
import dev.slipway.config.Estate;
import dev.slipway.config.Secret;
import dev.slipway.driver.credentials.AwsCredentialsFile;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.node.PasswordFiles;
import dev.slipway.node.ServerParts;
import dev.slipway.service.NewKey;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What a server on another machine is given and nobody else may know. */
record ServerSecrets(Estate estate) {
  private static final String DATABASE = "database";
  private static final String ADMIN = "admin";
  private static final String REPLICATION = "replication";

  /** Where the passwords lie in that folder of a server. */
  static PasswordFiles files(Path folder) {
    return new PasswordFiles(
        folder.resolve(DATABASE), folder.resolve(ADMIN), folder.resolve(REPLICATION));
  }

  /**
   * All, by the names of their files.
   *
   * @param key the name that the key of the backups gets
   * @throws SlipwayException {@code SECRET_MISSING}
   */
  Map<String, Secret> all(String key) {
    return all(key, Optional.empty());
  }

  /**
   * As above.
   *
   * @param followed the key that the site that is followed archives with; the estate's first when
   *     there is none
   */
  Map<String, Secret> all(String key, Optional<NewKey> followed) {
    DatabaseSettings database = estate.database();
    return Map.of(
        DATABASE, database.password().read(),
        ADMIN, database.admin().password().read(),
        REPLICATION, database.replication().password().read(),
        key,
            AwsCredentialsFile.text(
                ServerParts.BACKUP_PROFILE, followed.orElseGet(this::backupKey)));
  }

  private NewKey backupKey() {
    Path home = estate.state().resolve("home").resolve("postgres");
    return new AwsCredentialsFile(home, System.getProperty("user.name"))
        .key(ServerParts.BACKUP_PROFILE)
        .orElseThrow(
            () ->
                new SlipwayException(
                    ErrorCode.SECRET_MISSING,
                    "there is no key for the backups that a server is restored from",
                    "put one of %s into profile %s of %s/.aws/credentials"
                        .formatted(
                            estate.services().backup().keyUser(),
                            ServerParts.BACKUP_PROFILE,
                            home)));
  }
}
