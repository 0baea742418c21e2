package dev.slipway.serverline;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.AtomicFile;
import dev.slipway.service.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The server lines of a proxy's configuration as it lies on disk now.
 *
 * @param proxy its name, for messages
 * @param configuration the main file
 * @param reader reads it, with what it includes, whenever it is asked
 */
public record ServerLines(String proxy, Path configuration, Supplier<List<ServerLine>> reader) {

  /**
   * One character for each byte, so that nothing that is not understood is changed.
   *
   * @throws SlipwayException {@code PROXY_CONFIGURATION} when the file cannot be read
   */
  public static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** For a file that cannot be read. */
  public static SlipwayException unreadable(Path file, IOException cause) {
    return new SlipwayException(
        ErrorCode.PROXY_CONFIGURATION,
        "the proxy's configuration %s cannot be read: %s".formatted(file, cause.getMessage()),
        "check the file's place and rights",
        cause);
  }

  /** Every one, for people. */
  public List<String> show() {
    return reader.get().stream().map(ServerLine::toString).toList();
  }

  /**
   * Where the upstream's one line sends to.
   *
   * @throws SlipwayException {@code PROXY_CONFIGURATION} when there is not exactly one, or it names
   *     no host and port
   */
  public Endpoint current(String upstream) {
    ServerLine line = only(upstream);
    return line.endpoint()
        .orElseThrow(() -> wrong("sends to something else than a host and a port: " + line));
  }

  /** What {@link #change} would change, as a unified diff. */
  public String preview(String upstream, Endpoint server) {
    current(upstream);
    ServerLine line = only(upstream);
    String before = text(line.file());
    return Difference.of(line.file(), before, changed(line, before, server), line.line());
  }

  /** Changes the upstream's one line; puts the old bytes back when the proxy does not follow. */
  public void change(String upstream, Endpoint server, Runnable follow) {
    ServerLine line = only(upstream);
    String before = text(line.file());
    write(line, changed(line, before, server));
    try {
      follow.run();
    } catch (RuntimeException e) {
      write(line, before);
      throw e;
    }
  }

  /** For a configuration that does not fit. */
  public SlipwayException wrong(String what) {
    return new SlipwayException(
        ErrorCode.PROXY_CONFIGURATION,
        "proxy %s %s".formatted(proxy, what),
        "look at " + configuration + " and what it includes");
  }

  private ServerLine only(String upstream) {
    List<ServerLine> lines =
        reader.get().stream().filter(line -> line.upstream().equals(upstream)).toList();
    if (lines.size() != 1) {
      throw wrong(
          lines.isEmpty()
              ? "has no server line in an upstream " + upstream
              : "has %d server lines in upstream %s: %s"
                  .formatted(lines.size(), upstream, listed(lines)));
    }
    return lines.getFirst();
  }

  private static String listed(List<ServerLine> lines) {
    return lines.stream()
        .map(line -> line.place() + " " + line.address())
        .collect(Collectors.joining(", "));
  }

  private static String changed(ServerLine line, String before, Endpoint server) {
    return before.substring(0, line.begin()) + server + before.substring(line.end());
  }

  /** What a link points to is written, not the link. */
  private static void write(ServerLine line, String text) {
    try {
      Path file = line.file().toRealPath();
      AtomicFile.replace(file, text.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
