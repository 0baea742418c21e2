package dev.slipway.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogsTest {
  private static final String STEP = "2026-11-25T05:00:00.123Z search: ";

  @TempDir Path folder;
  private final List<String> lines = new ArrayList<>();
  private SiteFiles files;
  private ServerLogs logs;

  @BeforeEach
  void open() throws IOException {
    files = new SiteFiles(folder);
    write(files.searchOutput(), "java.lang.OutOfMemoryError: of an earlier attempt");
    logs = new ServerLogs(node(), lines::add);
  }

  @Test
  void handsOnEachLineOfTheBootstrapLogOnceUnderTheServersName() throws IOException {
    write(files.bootstrapLog(), STEP + "listens");
    logs.pass();
    logs.pass();

    assertThat(lines).containsExactly("v42-data2: " + STEP + "listens");
    assertThat(logs.reason("")).isEmpty();
  }

  @Test
  void namesServerLogAndLineOfWhatWentWrongInAProgram() throws IOException {
    write(files.searchOutput(), "java.lang.OutOfMemoryError: Java heap space");
    write(files.searchOutput(), "	at org.opensearch.Node.start(Node.java:1)");
    write(files.bootstrapLog(), STEP + "failed: the search node ended");
    logs.pass();

    String seen =
        " out of memory: \"java.lang.OutOfMemoryError: Java heap space\" in "
            + files.searchOutput();
    assertThat(lines).contains("v42-data2: !" + seen);
    assertThat(logs.reason("v42-data2: the search node ended")).isEqualTo(";" + seen);
    assertThat(logs.reason("java.lang.OutOfMemoryError: Java heap space")).isEmpty();
  }

  @Test
  void doesNotTakeTheErrorThatTheBootstrapEndsWithForItsReason() throws IOException {
    write(files.bootstrapLog(), STEP + "failed: port 9200 is in use");
    write(files.bootstrapOutput(), "error [PORT_IN_USE]: port 9200 is in use");
    logs.pass();

    assertThat(lines).containsExactly("v42-data2: " + STEP + "failed: port 9200 is in use");
    assertThat(logs.reason("v42-data2: port 9200 is in use")).isEmpty();
  }

  @Test
  void keepsTheEndOfTheBootstrapLog() throws IOException {
    for (int number = 1; number <= 7; number++) {
      write(files.bootstrapLog(), STEP + number);
    }
    logs.pass();

    assertThat(logs.tail()).startsWith(STEP + 3).endsWith(STEP + 7);
  }

  private DataManifest node() {
    return new DataManifest(
        "v42-data2",
        "v42.0",
        "f".repeat(40),
        new ServerManifest.Host(folder, folder, "postgres", folder, folder),
        ServerManifest.Network.standard("127.0.41.2"),
        new ServerManifest.SearchSpec("v42-cluster", 192, List.of(), List.of()));
  }

  private static void write(Path file, String line) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
