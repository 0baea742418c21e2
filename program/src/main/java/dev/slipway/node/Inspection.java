package dev.slipway.node;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Command;
import dev.slipway.exec.Result;
import dev.slipway.service.Machine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a machine has of what a server needs.
 *
 * @param postgres the folder of the PostgreSQL programs
 */
public record Inspection(Machine machine, Path postgres) {
  private static final Path SYSTEM = Path.of("/etc/os-release");
  private static final String NAME = "PRETTY_NAME=";
  private static final String ROOT = "root";

  /** In the file {@code release} of a JDK. */
  private static final Pattern JAVA = Pattern.compile("JAVA_VERSION=\"(\\d{1,4})");

  private static final int OLDEST = 25;

  /**
   * What was found.
   *
   * @param system the operating system's own name for itself
   * @param freeBytes on the disk of {@code /var}
   * @param root whether programs may be run as root
   * @param missing programs, with Debian's packages in brackets
   */
  public record Found(String system, long freeBytes, boolean root, List<String> missing) {}

  public Found run() {
    return new Found(system(), freeBytes(), root(), missing());
  }

  private String system() {
    String text = new String(machine.read(SYSTEM), StandardCharsets.UTF_8);
    return text.lines()
        .filter(line -> line.startsWith(NAME))
        .map(line -> line.substring(NAME.length()).replace("\"", ""))
        .findFirst()
        .orElse("unknown");
  }

  private long freeBytes() {
    String answer = machine.check(Command.of("df", "--output=avail", "-B1", "/var")).output();
    return Long.parseLong(answer.lines().skip(1).findFirst().orElse("0").strip());
  }

  private boolean root() {
    try {
      return machine.run(Command.of("id", "-un").as(ROOT)).output().strip().equals(ROOT);
    } catch (SlipwayException e) {
      if (e.code() == ErrorCode.PERMISSION_DENIED) {
        return false;
      }
      throw e;
    }
  }

  private List<String> missing() {
    var packages = new TreeMap<>(CheckPrograms.ofMaster(postgres));
    packages.put("pgbackrest", "pgbackrest");
    packages.put("timeout", "coreutils");
    return missing(machine, packages);
  }

  /** Programs that a server lacks there, with Debian's packages in brackets. */
  public static List<String> missing(Machine machine, ServerManifest manifest) {
    var packages = new CheckPrograms(manifest).packages();
    packages.put("flock", "util-linux");
    List<String> missing = new ArrayList<>(missing(machine, packages));
    tooOld(machine, manifest.host().javaHome()).ifPresent(missing::add);
    return missing;
  }

  private static Optional<String> tooOld(Machine machine, Path javaHome) {
    Result said = machine.run(Command.of("cat", javaHome.resolve("release").toString()));
    Matcher version = JAVA.matcher(said.output());
    return version.find() && Integer.parseInt(version.group(1)) < OLDEST
        ? Optional.of("%s is Java %s (a JDK 25 or newer)".formatted(javaHome, version.group(1)))
        : Optional.empty();
  }

  private static List<String> missing(Machine machine, Map<String, String> packages) {
    List<String> words = new ArrayList<>(List.of("sh", "-c"));
    words.add("for p; do command -v \"$p\" >/dev/null || echo \"$p\"; done; exit 0");
    words.add("sh");
    words.addAll(packages.keySet());
    return machine
        .check(Command.of(words))
        .output()
        .lines()
        .map(program -> "%s (%s)".formatted(program, packages.get(program)))
        .toList();
  }
}
