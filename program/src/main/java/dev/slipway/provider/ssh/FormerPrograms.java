package dev.slipway.provider.ssh;

import dev.slipway.error.SlipwayException;
import dev.slipway.node.BootUnit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Slipway's other versions on a server, 130 MB each: nobody needs one that neither a unit of
 * systemd nor a crontab names and of which nothing runs (docs/decisions/0029).
 *
 * @param programs the folder of all versions
 * @param lines files, and folders of files, whose lines name the versions that are needed
 */
record FormerPrograms(SshServer server, Path programs, List<Path> lines) {
  private static final List<Path> USUAL =
      List.of(
          BootUnit.FOLDER,
          Path.of("/etc/crontab"),
          Path.of("/etc/cron.d"),
          Path.of("/var/spool/cron"));

  /**
   * @param schedule where the recurring jobs of the server's site are
   */
  static FormerPrograms on(SshServer server, Path schedule) {
    List<Path> lines = Stream.concat(USUAL.stream(), Stream.of(schedule)).toList();
    return new FormerPrograms(server, PlaceSettings.PROGRAMS, lines);
  }

  /**
   * Removes those and says so. What fails is said, too: then they stay until the next time.
   *
   * @param program the folder of the version that is in use from now on
   */
  void remove(Path program, Consumer<String> log) {
    List<String> arguments = new ArrayList<>(List.of(programs.toString(), program.toString()));
    lines.forEach(line -> arguments.add(line.toString()));
    try {
      server
          .check(
              "remove former versions of Slipway",
              ServerScripts.REMOVE_PROGRAMS,
              arguments.toArray(String[]::new))
          .output()
          .lines()
          .forEach(version -> log.accept("removed Slipway %s: nothing uses it".formatted(version)));
    } catch (SlipwayException e) {
      log.accept("former versions of Slipway stay: " + e.getMessage());
    }
  }
}
