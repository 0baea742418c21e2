package dev.slipway.workflow.dbos;

import dev.slipway.config.Secret;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** What the embedded server keeps on disk beside its data: its port and its password. */
record EmbeddedFiles(Path folder) {
  static final String HOST = "127.0.0.1";
  private static final int SECRET_BYTES = 32;

  Path data() {
    return folder.resolve("data");
  }

  Path log() {
    return folder.resolve("postgresql.log");
  }

  Path password() {
    return folder.resolve("password");
  }

  /** Closed to others from the first moment: the password lies in it. */
  void create() {
    try {
      Files.createDirectories(folder.toAbsolutePath().getParent());
      if (!Files.exists(folder)) {
        Files.createDirectory(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
    } catch (IOException e) {
      throw denied("the journal's folder %s cannot be made".formatted(folder), e);
    }
  }

  /**
   * @throws SlipwayException {@code PERMISSION_DENIED} when it cannot be known: a journal that this
   *     user may not see is not one without releases
   */
  boolean initialised() {
    Path file = data().resolve("PG_VERSION");
    if (!Files.exists(file) && !Files.notExists(file)) {
      throw denied("the journal in %s cannot be looked into".formatted(folder), null);
    }
    return Files.exists(file);
  }

  Secret readPassword() {
    try {
      return new Secret(Files.readString(password()).strip());
    } catch (IOException e) {
      throw denied("the journal's password cannot be read: " + e.getMessage(), e);
    }
  }

  private SlipwayException denied(String message, IOException cause) {
    return new SlipwayException(
        ErrorCode.PERMISSION_DENIED,
        message,
        "run as the user who runs the releases of this estate, who owns its state folder",
        cause);
  }

  void writePassword() {
    byte[] random = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(random);
    write(password(), HexFormat.of().formatHex(random));
  }

  /** The recorded port, which the next controller finds; 0 when none is recorded. */
  int port() {
    Path file = folder.resolve("port");
    try {
      return Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Keeps the recorded port while it is free, and records another one when it is not. */
  int freePort() {
    int recorded = port();
    try {
      return recorded == 0 ? record(bind(0)) : bind(recorded);
    } catch (IOException taken) {
      try {
        return record(bind(0));
      } catch (IOException e) {
        throw new UncheckedIOException("no port is free on " + HOST, e);
      }
    }
  }

  private int record(int port) {
    write(folder.resolve("port"), Integer.toString(port));
    return port;
  }

  private static int bind(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void write(Path file, String text) {
    AtomicFile.write(
        file, (text + "\n").getBytes(StandardCharsets.US_ASCII), System.getProperty("user.name"));
  }
}
