package dev.slipway.driver.nginx;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.AtomicFile;
import dev.slipway.exec.Command;
import dev.slipway.exec.Result;
import dev.slipway.exec.Runner;
import dev.slipway.service.Endpoint;
import dev.slipway.service.Proxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** An nginx on this machine. It is reloaded, never restarted. */
public final class NginxProxy implements Proxy {
  private static final String DEFAULT_PID_FILE = "/run/nginx.pid";

  private final NginxSettings settings;
  private final Runner runner;
  private final Optional<Drain> drain;

  public NginxProxy(NginxSettings settings, Runner runner) {
    this.settings = settings;
    this.runner = runner;
    this.drain = settings.drain().map(how -> new Drain(how, new Probe(URI.create(settings.url()))));
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Endpoint current(String upstream) {
    ServerLine line = only(upstream);
    return line.endpoint()
        .orElseThrow(() -> wrong("sends to something else than a host and a port: " + line));
  }

  @Override
  public List<String> show() {
    return files().servers().stream().map(ServerLine::toString).toList();
  }

  @Override
  public void test() {
    Result result = tested();
    if (!result.succeeded()) {
      throw wrong("has a configuration that nginx refuses: " + complaint(result));
    }
    drain.ifPresent(Drain::prove);
  }

  /**
   * As the contract says; {@code PROXY_CONFIGURATION} when there is not exactly one server line or
   * the configuration was refused before, {@code PROXY_REFUSED} when nginx refuses the new line or
   * does not take it over: the old bytes are back then.
   */
  @Override
  public void switchTo(String upstream, Endpoint server) {
    current(upstream);
    Master master = master();
    test();
    Runnable change = () -> change(upstream, server, master);
    drain.ifPresentOrElse(first -> first.around(master, change), change);
  }

  private void change(String upstream, Endpoint server, Master master) {
    ServerLine line = only(upstream);
    String before = ConfigurationFiles.text(line.file());
    write(line, changed(line, before, server));
    try {
      requireAccepted(server);
      master.reload();
    } catch (RuntimeException e) {
      write(line, before);
      throw e;
    }
  }

  @Override
  public void settle() {
    drain.ifPresent(Drain::lower);
  }

  @Override
  public String preview(String upstream, Endpoint server) {
    current(upstream);
    ServerLine line = only(upstream);
    String before = ConfigurationFiles.text(line.file());
    return Difference.of(line.file(), before, changed(line, before, server), line.line());
  }

  private ServerLine only(String upstream) {
    List<ServerLine> lines =
        files().servers().stream().filter(line -> line.upstream().equals(upstream)).toList();
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

  private void requireAccepted(Endpoint server) {
    Result result = tested();
    if (!result.succeeded()) {
      throw new SlipwayException(
          ErrorCode.PROXY_REFUSED,
          "nginx of proxy %s refuses server %s: %s"
              .formatted(settings.name(), server, complaint(result)),
          "the old configuration is back; nothing was reloaded");
    }
  }

  private Master master() {
    Path file = settings.prefix().resolve(files().pidFile().orElse(DEFAULT_PID_FILE));
    return Master.namedBy(file).orElseThrow(() -> notRunning(file));
  }

  private Result tested() {
    Command command =
        Command.of(
            settings.program(),
            "-t",
            "-q",
            "-p",
            settings.prefix().toString(),
            "-e",
            "stderr",
            "-c",
            settings.configuration().toString());
    return runner.run(settings.osUser().map(command::as).orElse(command));
  }

  /** The line that names the file and the place; the last one only says that the test failed. */
  private static String complaint(Result result) {
    return result.errors().lines().findFirst().orElse(result.lastLine());
  }

  private ConfigurationFiles files() {
    return ConfigurationFiles.read(settings.configuration());
  }

  private SlipwayException notRunning(Path pidFile) {
    return new SlipwayException(
        ErrorCode.PROXY_REFUSED,
        "proxy %s does not run: %s names no nginx".formatted(settings.name(), pidFile),
        "start it; its configuration was not changed");
  }

  private SlipwayException wrong(String what) {
    return new SlipwayException(
        ErrorCode.PROXY_CONFIGURATION,
        "proxy %s %s".formatted(settings.name(), what),
        "look at " + settings.configuration() + " and what it includes");
  }
}
