package dev.slipway.driver.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.config.DrainSettings;
import dev.slipway.error.ErrorCode;
import dev.slipway.exec.Await;
import dev.slipway.service.Endpoint;
import dev.slipway.service.Proxy;
import dev.slipway.service.ServingProxyContract;
import dev.slipway.testing.KeepAliveClients;
import dev.slipway.testing.RealNginx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An nginx whose clients are drained before it is reloaded. */
final class DrainedNginxIT extends ServingProxyContract {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final int LARGE = 200_000;

  private RealNginx nginx;

  @BeforeEach
  void start() {
    nginx = new RealNginx(first());
  }

  @AfterEach
  void stop() throws IOException {
    nginx.close();
  }

  @Test
  void noRequestOfAClientThatKeepsItsConnectionsFailsWhileItSwitchesBackAndForth()
      throws Exception {
    try (KeepAliveClients clients = KeepAliveClients.start(URI.create(nginx.url()), 8)) {
      for (int i = 0; i < 3; i++) {
        nginx.draining(LONG).switchTo(UPSTREAM, second());
        nginx.draining(LONG).switchTo(UPSTREAM, first());
      }
      List<KeepAliveClients.Request> requests = clients.stop();
      assertThat(requests).hasSizeGreaterThan(100);
      assertThat(requests).allMatch(request -> request.failure().isEmpty());
    }
  }

  @Test
  void reloadsWhenAClientHasGivenUpTheConnectionThatItKept() throws Exception {
    assertThat(connection(get("/"))).isEqualTo("keep-alive");
    AtomicBoolean reloads = new AtomicBoolean();
    CompletableFuture<Void> turn =
        CompletableFuture.runAsync(() -> drain(LONG).around(master(), () -> reload(reloads)));
    Await.of("the flag", LONG).untilTrue(() -> Files.exists(nginx.flag()));
    assertThat(reloads).isFalse();

    assertThat(connection(get("/"))).isEqualTo("close");
    turn.get(LONG.toSeconds() / 2, TimeUnit.SECONDS);
    assertThat(reloads).isTrue();
    assertThat(nginx.flag()).doesNotExist();
    assertThat(connectionsLogged()).as("both came on the connection that was kept").hasSize(1);
  }

  @Test
  void waitsNoLongerThanItsDeadlineForAClientThatIsSilent() throws Exception {
    get("/");
    nginx.draining(SHORT).switchTo(UPSTREAM, second());
    assertThat(site(get("/"))).isEqualTo(second());
    assertThat(nginx.flag()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
  void arrivesWholeAtTheSiteWhileClientsAreDrained(String method) throws Exception {
    cutOff();
    String body = "ä".repeat(LARGE);
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(at("/a%20b/c?d=e%2Ff&g"))
                .method(method, BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(connection(answer)).isEqualTo("close");
    assertThat(answer.body()).isEqualTo("%s\n%s /a%%20b/c?d=e%%2Ff&g\n%s", first(), method, body);
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 302, 404, 418, 500, 503})
  void theSitesOwnStatusIsAnsweredAndLoggedWhileClientsAreDrained(int status) throws Exception {
    cutOff();
    HttpResponse<String> answer = get("/status/" + status);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(connection(answer)).isEqualTo("close");
    Await.of("the line in the access log", SHORT.multipliedBy(10))
        .untilTrue(() -> log().contains("GET /status/%1$d %1$d ".formatted(status)));
  }

  @Test
  void refusesAConfigurationThatDoesNotHeedTheFlag() throws Exception {
    Path elsewhere = nginx.flag().resolveSibling("unheeded");
    Proxy proxy = nginx.proxy(Optional.of(new DrainSettings(elsewhere, LONG)));
    String before = Files.readString(nginx.configuration());

    refused(proxy::test, ErrorCode.PROXY_CONFIGURATION);
    refused(() -> proxy.switchTo(UPSTREAM, second()), ErrorCode.PROXY_CONFIGURATION);

    assertThat(Files.readString(nginx.configuration())).isEqualTo(before);
    assertThat(elsewhere).doesNotExist();
  }

  @Test
  void refusesAFlagThatCannotBeWritten() {
    Path nowhere = nginx.flag().resolveSibling("no/such/folder");
    refused(
        nginx.proxy(Optional.of(new DrainSettings(nowhere, LONG)))::test,
        ErrorCode.PERMISSION_DENIED);
  }

  @Test
  void takesTheFlagDownWhenNginxRefusesTheNewLine() throws Exception {
    Endpoint nobody = new Endpoint("no.such.host.invalid", 80);
    refused(() -> proxy().switchTo(UPSTREAM, nobody), ErrorCode.PROXY_REFUSED);
    assertThat(keepsConnections()).isTrue();
    assertThat(answering()).isEqualTo(first());
  }

  @Override
  protected Proxy proxy() {
    return nginx.draining(SHORT);
  }

  @Override
  protected String url() {
    return nginx.url();
  }

  @Override
  protected void cutOff() throws IOException {
    Files.createFile(nginx.flag());
  }

  @Override
  protected boolean keepsConnections() throws Exception {
    return connection(get("/")).equals("keep-alive");
  }

  @Override
  protected void spoil() {
    nginx.spoil(first());
  }

  private Drain drain(Duration deadline) {
    return new Drain(new DrainSettings(nginx.flag(), deadline), new Probe(URI.create(nginx.url())));
  }

  private void reload(AtomicBoolean begun) {
    begun.set(true);
    master().reload();
  }

  private Master master() {
    return Master.namedBy(nginx.pidFile()).orElseThrow();
  }

  private static String connection(HttpResponse<String> answer) {
    return answer.headers().firstValue("Connection").orElseThrow();
  }

  /** The numbers that nginx gave the connections on which it was asked. */
  private Set<String> connectionsLogged() {
    return log()
        .lines()
        .map(line -> line.substring(line.lastIndexOf(' ')))
        .collect(Collectors.toSet());
  }

  private String log() {
    try {
      return Files.readString(nginx.accessLog());
    } catch (IOException e) {
      return "";
    }
  }
}
