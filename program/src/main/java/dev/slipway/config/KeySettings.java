package dev.slipway.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The users that own access keys to the object store.
 *
 * @param file of a key ring that is a file
 * @param aws where a key ring of IAM is
 */
public record KeySettings(
    Driver driver, Optional<Path> file, Optional<AwsSettings> aws, List<KeyUser> users) {
  public KeySettings {
    if (file.isPresent() != (driver == Driver.KEYFILE)
        || aws.isPresent() != (driver == Driver.IAM)) {
      throw new IllegalArgumentException(
          "driver keyfile has file and not aws, driver iam has aws and not file");
    }
  }

  /** The technology. */
  public enum Driver {
    /** One file of a local object store. */
    KEYFILE,
    /** The users of an AWS account. */
    IAM
  }

  /**
   * A user of the object store.
   *
   * @param credentials whose {@code ~/.aws/credentials} on the master holds the key
   * @param profile within that file
   */
  public record KeyUser(String name, Home credentials, @Default("default") String profile) {}

  /** Whose home on the master. */
  public enum Home {
    /** The user that the database server runs as. */
    POSTGRES,
    /** The user that the application runs as. */
    APPLICATION
  }

  public Optional<KeyUser> user(String name) {
    return users.stream().filter(user -> user.name().equals(name)).findFirst();
  }
}
