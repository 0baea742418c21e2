package dev.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The version of the application, a resource of the source tree at its tag. */
public final class Version {
  private static final String CURRENT = read();

  private Version() {}

  /** For example {@code 42.0}. */
  public static String current() {
    return CURRENT;
  }

  private static String read() {
    try (var in = Version.class.getResourceAsStream("/version")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
