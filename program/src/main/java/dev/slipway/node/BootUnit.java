package dev.slipway.node;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A unit of systemd by which a machine brings its server up whenever it starts. It runs what {@code
 * node up} does, which makes a database come up as it is on disk: one that was fenced stays so. One
 * that failed is tried again: what it wanted may be there by then.
 *
 * @param command the argument list, with the whole path of its program
 * @param needed without this file there is no server to be brought up
 */
public record BootUnit(List<String> command, Optional<Path> needed) {
  /** Where systemd finds those of whoever administers the machine. */
  public static final Path FOLDER = Path.of("/etc/systemd/system");

  /** What the machine has come to when it brings the server up. */
  public static final String TARGET = "multi-user.target";

  public BootUnit {
    command = List.copyOf(command);
  }

  /** What its file says. */
  public String text() {
    return """
    [Unit]
    Description=Slipway brings this server up
    Wants=network-online.target
    After=network-online.target
    %s
    [Service]
    Type=oneshot
    RemainAfterExit=yes
    KillMode=process
    Restart=on-failure
    RestartSec=30
    ExecStart=%s

    [Install]
    WantedBy=%s
    """
        .formatted(condition(), words(), TARGET);
  }

  private String condition() {
    return needed.map(file -> "ConditionPathExists=%s\n".formatted(escaped(file))).orElse("");
  }

  private String words() {
    return command.stream().map(BootUnit::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    String plain = escaped(word).replace("$", "$$");
    return plain.chars().anyMatch(Character::isWhitespace) ? "\"" + plain + "\"" : plain;
  }

  /** A percent sign begins a name that systemd replaces. */
  private static String escaped(Object word) {
    return word.toString().replace("%", "%%");
  }
}
