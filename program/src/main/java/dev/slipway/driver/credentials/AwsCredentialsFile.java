package dev.slipway.driver.credentials;

import dev.slipway.config.Secret;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.AtomicFile;
import dev.slipway.exec.Ownership;
import dev.slipway.service.CredentialsFile;
import dev.slipway.service.NewKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** {@code .aws/credentials} in the home folder of a user on this machine. */
public final class AwsCredentialsFile implements CredentialsFile {
  private final Path home;
  private final String user;

  /**
   * @param home the user's home folder, created when missing
   * @param user the operating system's user that owns the file when Slipway runs as root
   */
  public AwsCredentialsFile(Path home, String user) {
    this.home = home;
    this.user = user;
  }

  /** The text of a file that holds this key alone. */
  public static Secret text(String profile, NewKey key) {
    return new Secret(Profiles.parse("").with(profile, key).text());
  }

  @Override
  public void install(String profile, NewKey key) {
    createFolders();
    byte[] content = read().with(profile, key).text().getBytes(StandardCharsets.ISO_8859_1);
    AtomicFile.write(file(), content, user);
  }

  @Override
  public Optional<String> keyId(String profile) {
    return read().setting(profile, Profiles.ID);
  }

  @Override
  public Optional<NewKey> key(String profile) {
    Profiles profiles = read();
    return profiles
        .setting(profile, Profiles.ID)
        .flatMap(
            id ->
                profiles
                    .setting(profile, Profiles.SECRET)
                    .map(secret -> new NewKey(id, new Secret(secret))));
  }

  /** Every byte is one character of ISO 8859-1, so any encoding comes through unchanged. */
  private Profiles read() {
    try {
      return Profiles.parse(
          Files.exists(file()) ? Files.readString(file(), StandardCharsets.ISO_8859_1) : "");
    } catch (IOException e) {
      throw new SlipwayException(
          ErrorCode.PERMISSION_DENIED,
          "%s cannot be read: %s".formatted(file(), e.getClass().getSimpleName()),
          "it must belong to user " + user,
          e);
    }
  }

  private Path file() {
    return home.resolve(".aws").resolve("credentials");
  }

  private void createFolders() {
    if (!Files.isDirectory(home)) {
      Ownership.createFolder(home, user);
    }
    Path folder = home.resolve(".aws");
    if (!Files.isDirectory(folder)) {
      Ownership.createFolder(folder, user);
      try {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot close " + folder + " to others", e);
      }
    }
  }
}
