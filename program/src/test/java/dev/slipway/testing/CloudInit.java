package dev.slipway.testing;

import dev.slipway.exec.Command;
import dev.slipway.service.FileRights;
import dev.slipway.service.Machine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.yaml.snakeyaml.Yaml;

/**
 * Stands in for cloud-init and systemd on a loopback server: does what a cloud-config says of files
 * and commands. Packages count as installed, for programs are this machine's.
 */
record CloudInit(Machine machine) {
  private static final Path BIN = Path.of("/opt/stand-in");
  private static final Path OUTPUT = Path.of("/var/log/cloud-init-output.log");
  private static final Duration LONGEST = Duration.ofMinutes(20);
  private static final int GZIP = 0x1f;

  /** As the last word names it, a unit is started, and what it prints is kept. */
  private static final String SYSTEMCTL =
      """
      #!/bin/sh
      for unit; do :; done
      exec $(sed -n 's/^ExecStart=//p' "/etc/systemd/system/$unit") >>/var/log/journal.log 2>&1
      """;

  /** Returns when the first start has ended, well or not. */
  void run(String userData) {
    Map<String, Object> config = new Yaml().load(unpacked(Base64.getDecoder().decode(userData)));
    write(BIN.resolve("systemctl"), SYSTEMCTL, "755");
    for (Map<?, ?> file : list(config, "write_files", Map.class)) {
      write(
          Path.of(file.get("path").toString()),
          file.get("content").toString(),
          file.get("permissions").toString());
    }
    for (List<?> command : list(config, "runcmd", List.class)) {
      run(command);
    }
  }

  private void run(List<?> command) {
    List<String> words = new ArrayList<>(List.of("sh", "-c"));
    words.add("exec >>\"$0\" 2>&1; exec \"$@\"");
    words.add(OUTPUT.toString());
    command.forEach(word -> words.add(word.toString()));
    machine.run(
        Command.of(words)
            .with("PATH", BIN + ":" + System.getenv("PATH"))
            .with("HOME", "/root")
            .with("JAVA_HOME", System.getProperty("java.home"))
            .within(LONGEST));
  }

  private void write(Path file, String content, String mode) {
    machine.check(Command.of("mkdir", "-p", file.getParent().toString()));
    machine.write(file, content.getBytes(StandardCharsets.UTF_8), FileRights.ofOctal(mode));
  }

  private static <T> List<T> list(Map<String, Object> config, String key, Class<T> type) {
    return ((List<?>) config.getOrDefault(key, List.of())).stream().map(type::cast).toList();
  }

  private static String unpacked(byte[] data) {
    try (InputStream in =
        data[0] == GZIP
            ? new GZIPInputStream(new ByteArrayInputStream(data))
            : new ByteArrayInputStream(data)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
