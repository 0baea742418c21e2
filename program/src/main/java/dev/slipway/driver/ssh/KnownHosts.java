package dev.slipway.driver.ssh;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.sshd.client.config.hosts.KnownHostEntry;

/** OpenSSH's files of known hosts, each read once; names in them may be hashed. */
final class KnownHosts {
  private final Map<Path, List<KnownHostEntry>> files = new ConcurrentHashMap<>();

  /** What the files say of a host at a port. */
  List<KnownHostEntry> entries(List<Path> from, String host, int port) {
    return from.stream()
        .flatMap(file -> files.computeIfAbsent(file, KnownHosts::read).stream())
        .filter(entry -> entry.isHostMatch(host, port))
        .toList();
  }

  private static List<KnownHostEntry> read(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.flatMap(line -> parse(line).stream()).toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new SlipwayException(
          ErrorCode.PERMISSION_DENIED,
          "the file of known hosts %s cannot be read".formatted(file),
          "who owns it?",
          e);
    }
  }

  /** A line that is none is passed over, as OpenSSH does. */
  private static Optional<KnownHostEntry> parse(String line) {
    try {
      return Optional.ofNullable(KnownHostEntry.parseKnownHostEntry(line))
          .filter(entry -> entry.getKeyEntry() != null);
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }
}
