package dev.slipway.driver.haproxy;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Command;
import dev.slipway.exec.Result;
import dev.slipway.exec.Runner;
import dev.slipway.serverline.ServerLines;
import dev.slipway.service.Endpoint;
import dev.slipway.service.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An HAProxy on this machine. It is neither reloaded nor restarted: the running process is told
 * where its server is now, so no client loses a connection (docs/decisions/0030).
 */
public final class HaproxyProxy implements Proxy {
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final HaproxySettings settings;
  private final Runner runner;
  private final ServerLines lines;
  private final RuntimeApi running;

  public HaproxyProxy(HaproxySettings settings, Runner runner) {
    this.settings = settings;
    this.runner = runner;
    this.lines =
        new ServerLines(settings.name(), settings.configuration(), () -> configuration().servers());
    this.running =
        new RuntimeApi(settings.name(), new RuntimeSocket(settings.socket(), ANSWER)::ask);
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Endpoint current(String backend) {
    return lines.current(backend);
  }

  @Override
  public List<String> show() {
    return lines.show();
  }

  /**
   * As the contract says; also {@code PROXY_CONFIGURATION} when the socket may not move a server,
   * or requests would go on to the old address of one that was moved.
   */
  @Override
  public void test() {
    refusal()
        .ifPresent(
            complaint -> {
              throw lines.wrong("has a configuration that HAProxy refuses: " + complaint);
            });
    running.requireAdmin();
    settings.backends().forEach(this::requireMovable);
  }

  /**
   * As the contract says, but for the reload: {@code PROXY_CONFIGURATION} as {@link #current} and
   * {@link #test}, {@code PROXY_REFUSED} when HAProxy refuses the new line, {@code PROXY_UNPROVEN}
   * when the running process does not follow: the old bytes are back then.
   */
  @Override
  public void switchTo(String backend, Endpoint server) {
    current(backend);
    test();
    lines.change(backend, server, () -> follow(backend, server));
  }

  /**
   * A switch that was cut off leaves nothing but a file that the process does not follow yet, which
   * clients do not notice; the next switch completes it.
   */
  @Override
  public void settle() {}

  @Override
  public String preview(String backend, Endpoint server) {
    return lines.preview(backend, server);
  }

  private void follow(String backend, Endpoint server) {
    refusal()
        .ifPresent(
            complaint -> {
              throw new SlipwayException(
                  ErrorCode.PROXY_REFUSED,
                  "HAProxy of proxy %s refuses server %s: %s"
                      .formatted(settings.name(), server, complaint),
                  "the old configuration is back; the running process was told nothing");
            });
    running.move(backend, server);
  }

  private void requireMovable(String backend) {
    configuration()
        .binding(backend)
        .ifPresent(
            place -> {
              throw lines.wrong(
                  "binds the clients of backend %s to the server of their first request: %s"
                      .formatted(backend, place));
            });
    running.movable(backend);
  }

  /** Why HAProxy does not take the file; empty when it does. */
  private Optional<String> refusal() {
    Result result =
        runner.run(Command.of(settings.program(), "-c", "-f", settings.configuration().toString()));
    return result.succeeded() ? Optional.empty() : Optional.of(complaint(result));
  }

  /** The alert that names the file and the place; those after it only say that there is one. */
  private static String complaint(Result result) {
    return result
        .errors()
        .lines()
        .filter(line -> line.startsWith("[ALERT]"))
        .findFirst()
        .orElse(result.lastLine());
  }

  private Configuration configuration() {
    return Configuration.read(settings.configuration());
  }
}
