package dev.slipway.node;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What all servers of a profile have in common.
 *
 * @param state the folder of everything that a server writes, on the server
 * @param user the operating system's user of database and pooler when Slipway is root
 * @param programs where they are, on the server
 * @param database as every site has it; its source is the one that a request follows
 * @param backup empty when sites are only ever started empty
 */
public record ServerTemplate(
    Path state,
    String user,
    Programs programs,
    DatabaseSpec database,
    Optional<Manifest.BackupSpec> backup,
    Manifest.SourceSpec source,
    int searchHeapMegabytes) {

  public ServerTemplate {
    state = state.toAbsolutePath().normalize();
  }

  /**
   * @param javaHome of Slipway's child processes, of the application and its build
   * @param postgres the folder of PostgreSQL's server programs
   * @param shared whether all servers are one machine, where one may read another's key
   */
  public record Programs(Path javaHome, Path postgres, boolean shared) {}
}
