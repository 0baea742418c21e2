package dev.slipway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A folder as Slipway's archive unpacks to, but small: its program is the one under test, from the
 * class path of the tests, which every loopback server has, too.
 */
public final class UnpackedProgram {
  private UnpackedProgram() {}

  /** Makes it below that folder. */
  public static Path in(Path folder) {
    Path program = folder.resolve("slipway-test/bin/slipway");
    try {
      Files.createDirectories(program.getParent());
      Files.writeString(program, text());
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return program.getParent().getParent();
  }

  private static String text() {
    return """
    #!/bin/sh
    exec '%s/bin/java' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m \\
      --enable-native-access=ALL-UNNAMED -cp '%s' dev.slipway.cli.Main "$@"
    """
        .formatted(System.getProperty("java.home"), System.getProperty("java.class.path"));
  }
}
