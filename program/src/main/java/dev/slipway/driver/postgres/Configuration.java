package dev.slipway.driver.postgres;

import dev.slipway.exec.AtomicFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The configuration files that Slipway writes beside the server's own, each for one purpose. The
 * server's {@code postgresql.conf} includes them in this order, so that a later one wins.
 */
public enum Configuration {
  /** What the node gives its server: addresses, memory, replication. */
  SLIPWAY("slipway.conf"),
  /** Archiving; written when a release promotes the server, as in the hand procedure. */
  MASTER("master.conf"),
  /** Whom this server follows when it comes up in recovery; without effect on a primary. */
  STANDBY("standby.conf"),
  /** What holds only while a standby is about to be promoted. */
  PROMOTION("promotion.conf");

  private static final String INCLUDE = "include_if_exists = ";

  private final String file;

  Configuration(String file) {
    this.file = file;
  }

  Path in(PostgresServer server) {
    return server.folders().configuration().resolve(file);
  }

  /** Writes the settings, durably, readable by the server. It sees them at its next reload. */
  public void write(PostgresServer server, Map<String, String> settings) {
    AtomicFile.write(in(server), text(settings).getBytes(StandardCharsets.UTF_8), server.osUser());
  }

  /** Takes them away, durably; harmless when there are none. */
  void remove(PostgresServer server) {
    AtomicFile.remove(in(server));
  }

  /** The text of a {@code postgresql.conf} that ends with the includes of this server's files. */
  static String include(PostgresServer server, String text) {
    StringBuilder lines = new StringBuilder();
    text.lines().filter(line -> !isInclude(line)).forEach(line -> lines.append(line).append('\n'));
    for (Configuration part : values()) {
      lines.append(INCLUDE).append(quoted(part.in(server).toString())).append('\n');
    }
    return lines.toString();
  }

  private static boolean isInclude(String line) {
    return line.startsWith(INCLUDE)
        && Stream.of(values()).anyMatch(part -> line.endsWith("/" + part.file + "'"));
  }

  static String text(Map<String, String> settings) {
    StringBuilder lines = new StringBuilder("# Written by Slipway; changes are overwritten.\n");
    new TreeMap<>(settings)
        .forEach(
            (name, value) -> lines.append(name).append(" = ").append(quoted(value)).append('\n'));
    return lines.toString();
  }

  private static String quoted(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "''").replace("\n", "\\n") + "'";
  }
}
