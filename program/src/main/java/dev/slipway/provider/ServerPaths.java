package dev.slipway.provider;

import java.nio.file.Path;

/** Where a server that is a machine of its own has what Slipway brings there, on every provider. */
public final class ServerPaths {
  /** What Slipway writes there. */
  public static final Path STATE = Path.of("/srv/slipway");

  /** What it was given; for root alone. */
  public static final Path GIVEN = Path.of("/etc/slipway");

  /** What a master needs and nobody else may know, a file each. */
  public static final Path SECRETS = GIVEN.resolve("secrets");

  /** Whose {@code .aws/credentials} a server begins with. */
  public static final Path HOME = SECRETS.resolve("home");

  /** Below {@link #SECRETS}: the key of the backups. */
  public static final String KEY = "home/.aws/credentials";

  /** The certificates of an object store that has its own; readable by whoever talks to it. */
  public static final Path CA = Path.of("/etc/ssl/certs/slipway-store.pem");

  private ServerPaths() {}
}
