package dev.slipway.driver.postgres;

import dev.slipway.exec.AtomicFile;
import dev.slipway.exec.Command;
import dev.slipway.exec.Ownership;
import dev.slipway.exec.Runner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * Creates a data directory. Its log comes in segments of 1 MB instead of 16: while clients wait, a
 * promotion copies one segment onto the new timeline, and the clean stop of a server that archives
 * fills one up, sends it to the standby and has it replayed there (docs/decisions/0012).
 */
record NewCluster(PostgresServer server, Runner runner) {
  private static final int SEGMENT_MB = 1;

  /**
   * {@code initdb} derives it from the segment's size; this is its value for 16 MB. The least size
   * stays small: segments that are kept for later are taken away, one by one, by a promotion.
   */
  private static final String SIZE = "max_wal_size = 1GB\n";

  void create() {
    Path folder = server.folders().data().toAbsolutePath().getParent();
    Ownership.createFolder(folder, server.osUser());
    Path password = folder.resolve("initdb.password");
    String text = server.superuser().password().open() + "\n";
    AtomicFile.write(password, text.getBytes(StandardCharsets.UTF_8), server.osUser());
    try {
      runner.check(initdb(password));
    } finally {
      AtomicFile.remove(password);
    }
    keepSize();
  }

  private void keepSize() {
    Path file = server.data("postgresql.conf");
    try {
      Files.writeString(file, SIZE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private Command initdb(Path password) {
    return Command.of(
            server.program("initdb").toString(),
            "--pgdata=" + server.folders().data(),
            "--username=" + server.superuser().user(),
            "--pwfile=" + password,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--wal-segsize=" + SEGMENT_MB,
            "--data-checksums")
        .as(server.osUser())
        .in(Path.of("/"))
        .within(Duration.ofMinutes(2));
  }
}
