package dev.slipway.config;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a secret is. The estate file never holds one; it is read when a driver needs it. */
public sealed interface SecretSource {

  /**
   * Reads it.
   *
   * @throws SlipwayException {@code SECRET_MISSING} when the variable or file is not there or empty
   */
  Secret read();

  /** In an environment variable of Slipway's own process. */
  record FromEnvironment(String variable) implements SecretSource {
    @Override
    public Secret read() {
      String value = System.getenv(variable);
      if (value == null || value.isEmpty()) {
        throw missing("the environment variable " + variable + " is not set", "set it", null);
      }
      return new Secret(value);
    }
  }

  /** The first line of a file. */
  record FromFile(Path file) implements SecretSource {
    @Override
    public Secret read() {
      String hint = "write the secret into that file, readable by its owner only";
      try {
        String line = Files.readString(file).lines().findFirst().orElse("");
        if (line.isBlank()) {
          throw missing("the secret's file " + file + " is empty", hint, null);
        }
        return new Secret(line.strip());
      } catch (IOException e) {
        throw missing("the secret's file " + file + " cannot be read", hint, e);
      }
    }
  }

  private static SlipwayException missing(String message, String hint, Throwable cause) {
    return new SlipwayException(ErrorCode.SECRET_MISSING, message, hint, cause);
  }
}
