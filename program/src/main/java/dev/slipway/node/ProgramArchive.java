package dev.slipway.node;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Command;
import dev.slipway.exec.Runner;
import dev.slipway.exec.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The program that runs now, as servers fetch it: packed from the folder that it was unpacked in,
 * once. The same folder gives the same archive.
 */
public final class ProgramArchive {
  private static final Duration PACKING = Duration.ofMinutes(5);

  private final Optional<Path> home;
  private final Path folder;
  private final Runner runner;

  /**
   * @param home the folder that the program runs from; empty in a source tree
   * @param folder for the archive
   */
  public ProgramArchive(Optional<Path> home, Path folder, Runner runner) {
    this.home = home;
    this.folder = folder;
    this.runner = runner;
  }

  /** An archive, and the checksum that it is found by. */
  public record Packed(Path file, String sha256) {}

  /**
   * @throws SlipwayException {@code PROGRAM_MISSING} when this program does not run from an archive
   */
  public synchronized Packed packed() {
    Path from = home.orElseThrow(ProgramArchive::none);
    try {
      Path file = folder.resolve(listing(from) + ".tar.gz");
      if (!Files.exists(file)) {
        Files.createDirectories(folder);
        pack(from, file);
      }
      return new Packed(file, Sha256.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot pack " + from, e);
    }
  }

  /** Under another name until it is whole; the archives of former programs go. */
  private void pack(Path from, Path file) throws IOException {
    try (Stream<Path> former = Files.list(folder)) {
      for (Path each : former.toList()) {
        Files.delete(each);
      }
    }
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    runner.check(
        Command.of(
                "tar",
                "--create",
                "--gzip",
                "--sort=name",
                "--owner=0",
                "--group=0",
                "--file=" + unfinished,
                "--directory=" + from.getParent(),
                from.getFileName().toString())
            .within(PACKING));
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** A checksum of the names, sizes and times of all files, which costs less than the files'. */
  private static String listing(Path from) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      List<String> lines =
          files.filter(Files::isRegularFile).sorted().map(ProgramArchive::line).toList();
      return Sha256.of(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String line(Path file) {
    try {
      return "%s %d %s".formatted(file, Files.size(file), Files.getLastModifiedTime(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SlipwayException none() {
    return new SlipwayException(
        ErrorCode.PROGRAM_MISSING,
        "servers fetch the program that launches them, and this one runs from a source tree",
        "run it from its archive: ./slipway builds and does so, or `mvn -Dfast -DskipTests package`"
            + " makes program/target/slipway-*.tar.gz, to be unpacked anywhere");
  }
}
