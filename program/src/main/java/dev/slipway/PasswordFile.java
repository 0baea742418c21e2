package dev.slipway;

import dev.slipway.config.SecretSource;
import dev.slipway.exec.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A password as a file, which is how servers are given one. */
record PasswordFile(Path state) {

  /** The secret's own file; one below the state folder for a secret that has none. */
  Path of(String name, SecretSource source) {
    return switch (source) {
      case SecretSource.FromFile file -> file.file();
      case SecretSource.FromEnvironment variable -> written(name, variable);
    };
  }

  private Path written(String name, SecretSource source) {
    Path file = state.resolve("secrets").resolve(name);
    try {
      Files.createDirectories(file.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] text = source.read().open().getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file, text, System.getProperty("user.name"));
    return file;
  }
}
