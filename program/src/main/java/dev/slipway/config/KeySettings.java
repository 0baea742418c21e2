package dev.slipway.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The users that own access keys to the object store.
 *
 * @param file of the local key ring
 */
public record KeySettings(Driver driver, Path file, List<KeyUser> users) {

  /** The technology. */
  public enum Driver {
    KEYFILE
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
