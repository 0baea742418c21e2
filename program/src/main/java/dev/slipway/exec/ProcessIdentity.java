package dev.slipway.exec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which process, for good: a pid is reused, a pid with its start time within one boot of the
 * machine is not.
 *
 * @param started clock ticks after boot, field 22 of {@code /proc/PID/stat}
 * @param boot the identifier of this boot of the machine
 */
public record ProcessIdentity(long pid, long started, String boot) {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final int STATE = 0;
  private static final int SESSION = 3;
  private static final int STARTED = 19;

  /** The process that has this pid now; empty when there is none or it has ended. */
  public static Optional<ProcessIdentity> of(long pid) {
    return fields(pid)
        .map(
            fields -> new ProcessIdentity(pid, Long.parseLong(fields.get(STARTED)), currentBoot()));
  }

  /**
   * True while it runs. One that has ended but was not yet reaped by its parent does not run: in a
   * container without an init process it stays like that for ever.
   */
  public boolean alive() {
    return fields(pid).map(fields -> Long.parseLong(fields.get(STARTED)) == started).orElse(false)
        && boot.equals(currentBoot());
  }

  /** True for the first process of a session, as every daemon is. */
  boolean leadsSession() {
    return fields(pid).map(fields -> Long.parseLong(fields.get(SESSION)) == pid).orElse(false);
  }

  /** Parses what {@link #toString} gave; empty when it is something else. */
  static Optional<ProcessIdentity> parse(String text) {
    String[] parts = text.strip().split(" ", -1);
    try {
      return parts.length == 3
          ? Optional.of(
              new ProcessIdentity(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return pid + " " + started + " " + boot;
  }

  /** The fields of the stat file that follow the program's name, which may hold anything. */
  private static Optional<List<String>> fields(long pid) {
    try {
      String stat =
          Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.US_ASCII);
      List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
      String state = fields.get(STATE);
      return state.equals("Z") || state.equals("X") ? Optional.empty() : Optional.of(fields);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String currentBoot() {
    try {
      return Files.readString(BOOT).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
