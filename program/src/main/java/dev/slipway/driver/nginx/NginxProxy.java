package dev.slipway.driver.nginx;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Command;
import dev.slipway.exec.Result;
import dev.slipway.exec.Runner;
import dev.slipway.serverline.ServerLines;
import dev.slipway.service.Endpoint;
import dev.slipway.service.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** An nginx on this machine. It is reloaded, never restarted. */
public final class NginxProxy implements Proxy {
  private static final String DEFAULT_PID_FILE = "/run/nginx.pid";

  private final NginxSettings settings;
  private final Runner runner;
  private final ServerLines lines;
  private final Optional<Drain> drain;

  public NginxProxy(NginxSettings settings, Runner runner) {
    this.settings = settings;
    this.runner = runner;
    this.lines =
        new ServerLines(settings.name(), settings.configuration(), () -> files().servers());
    this.drain = settings.drain().map(how -> new Drain(how, new Probe(URI.create(settings.url()))));
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Endpoint current(String upstream) {
    return lines.current(upstream);
  }

  @Override
  public List<String> show() {
    return lines.show();
  }

  @Override
  public void test() {
    Result result = tested();
    if (!result.succeeded()) {
      throw lines.wrong("has a configuration that nginx refuses: " + complaint(result));
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
    Runnable change = () -> lines.change(upstream, server, () -> follow(server, master));
    drain.ifPresentOrElse(first -> first.around(master, change), change);
  }

  private void follow(Endpoint server, Master master) {
    requireAccepted(server);
    master.reload();
  }

  @Override
  public void settle() {
    drain.ifPresent(Drain::lower);
  }

  @Override
  public String preview(String upstream, Endpoint server) {
    return lines.preview(upstream, server);
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
}
