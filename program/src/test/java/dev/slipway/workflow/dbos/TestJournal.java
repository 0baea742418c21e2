package dev.slipway.workflow.dbos;

import dev.slipway.exec.LocalRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for a journal below the build folder; the programs are unpacked once for all tests. */
record TestJournal(Path folder) {
  private static final Path BUILD = Path.of("target").toAbsolutePath();

  static final Path PROGRAMS = BUILD.resolve("journal-programs");

  static TestJournal create(String name) {
    try {
      Files.createDirectories(BUILD);
      return new TestJournal(Files.createTempDirectory(BUILD, "journal-" + name + "-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  EmbeddedServer open() {
    return EmbeddedServer.open(journal(), PROGRAMS, new LocalRunner());
  }

  Path journal() {
    return folder.resolve("journal");
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  boolean running() {
    return new EmbeddedControl(
            new EmbeddedFiles(journal()), PROGRAMS.resolve("bin"), new LocalRunner())
        .running();
  }

  void remove() {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
