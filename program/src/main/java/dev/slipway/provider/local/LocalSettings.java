package dev.slipway.provider.local;

import dev.slipway.node.Manifest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How sites are made out of this machine.
 *
 * @param state the folder of everything that the sites write
 * @param addresses that a site may take, the first free one is taken
 * @param user the operating system's user of database and pooler when Slipway is root
 * @param database as every site has it; its source is the one that a request follows
 * @param backup empty when sites are only ever started empty
 */
public record LocalSettings(
    Path state,
    List<String> addresses,
    String user,
    Programs programs,
    Manifest.DatabaseSpec database,
    Optional<Manifest.BackupSpec> backup,
    Manifest.SourceSpec source,
    int searchHeapMegabytes) {

  /**
   * @param javaHome of Slipway's child processes, of the application and its build
   * @param postgres the folder of PostgreSQL's server programs
   */
  public record Programs(Path javaHome, Path postgres) {}

  public LocalSettings {
    state = state.toAbsolutePath().normalize();
    addresses = List.copyOf(addresses);
  }

  /** The 254 addresses of a network whose first three numbers are these: {@code 127.0.41}. */
  public static List<String> network(String prefix) {
    return IntStream.rangeClosed(1, 254).mapToObj(last -> prefix + "." + last).toList();
  }
}
