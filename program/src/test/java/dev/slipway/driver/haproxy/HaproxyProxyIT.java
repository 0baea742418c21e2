package dev.slipway.driver.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.error.ErrorCode;
import dev.slipway.exec.Await;
import dev.slipway.service.Endpoint;
import dev.slipway.service.Proxy;
import dev.slipway.service.ServingProxyContract;
import dev.slipway.testing.KeepAliveClients;
import dev.slipway.testing.RealHaproxy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HaproxyProxyIT extends ServingProxyContract {
  private static final int SWITCHES = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private RealHaproxy haproxy;

  @BeforeEach
  void start() {
    haproxy = new RealHaproxy(first());
  }

  @AfterEach
  void stop() throws IOException {
    haproxy.close();
  }

  @Test
  void changesNothingButTheAddress() throws IOException {
    String before = Files.readString(haproxy.configuration());
    proxy().switchTo(UPSTREAM, second());
    assertThat(Files.readString(haproxy.configuration()))
        .isEqualTo(before.replace(first().toString(), second().toString()));
    assertThat(Files.getOwner(haproxy.configuration()).getName()).isEqualTo(RealHaproxy.OS_USER);
  }

  @Test
  void noRequestOfAClientThatKeepsItsConnectionsFailsWhileItSwitchesBackAndForth()
      throws Exception {
    try (KeepAliveClients clients = KeepAliveClients.start(URI.create(haproxy.url()), 8)) {
      for (int i = 0; i < SWITCHES; i++) {
        proxy().switchTo(UPSTREAM, second());
        proxy().switchTo(UPSTREAM, first());
      }
      List<KeepAliveClients.Request> requests = clients.stop();
      assertThat(requests).hasSizeGreaterThan(100);
      assertThat(requests).allMatch(request -> request.failure().isEmpty());
    }
  }

  @Test
  void aRequestThatIsUnderWayEndsAtTheOldServerAndTheNextOneGoesToTheNew() throws Exception {
    assertThat(answering()).isEqualTo(first());
    HttpURLConnection underWay = (HttpURLConnection) at("/").toURL().openConnection();
    underWay.setDoOutput(true);
    underWay.setFixedLengthStreamingMode(1);
    try (OutputStream body = underWay.getOutputStream()) {
      Await.of("the request at the old server", PATIENCE).untilTrue(this::isServed);
      proxy().switchTo(UPSTREAM, second());
      body.write('a');
    }
    try (InputStream answer = underWay.getInputStream()) {
      assertThat(new String(answer.readAllBytes(), StandardCharsets.US_ASCII))
          .isEqualTo("%s\nPOST /\na", first());
    }
    for (int i = 0; i < 3; i++) {
      assertThat(answering()).as("on the connection that was kept").isEqualTo(second());
    }
  }

  @Test
  void putsTheOldBytesBackWhenHaproxyRefusesTheNewLine() throws Exception {
    refusedUnchanged(
        () -> proxy().switchTo(UPSTREAM, new Endpoint("no.such.host.invalid", 80)),
        ErrorCode.PROXY_REFUSED);
  }

  @Test
  void putsTheOldBytesBackWhenTheRunningProcessDoesNotFollow() throws Exception {
    refusedUnchanged(
        () -> proxy().switchTo(UPSTREAM, new Endpoint("localhost", second().port())),
        ErrorCode.PROXY_UNPROVEN);
  }

  @Test
  void refusesASocketThatIsNotThere() throws Exception {
    Path nowhere = haproxy.socket().resolveSibling("nowhere.sock");
    refused(haproxy.proxy(nowhere)::test, ErrorCode.PROXY_UNPROVEN);
    refusedUnchanged(
        () -> haproxy.proxy(nowhere).switchTo(UPSTREAM, second()), ErrorCode.PROXY_UNPROVEN);
  }

  @ParameterizedTest
  @CsvSource({
    "operator, pool-max-conn 0, level is \"operator\"",
    "admin, weight 1, keeps connections to server portal/site",
    "admin, pool-max-conn 0 alpn h2, binds the clients",
  })
  void refusesAnHaproxyThatWouldNotMoveItsClients(String level, String options, String why)
      throws IOException {
    try (RealHaproxy other = new RealHaproxy(first(), level, options)) {
      assertThatThrownBy(() -> other.proxy().switchTo(UPSTREAM, second()))
          .hasMessageContaining(why);
      refused(other.proxy()::test, ErrorCode.PROXY_CONFIGURATION);
      assertThat(other.proxy().current(UPSTREAM)).isEqualTo(first());
    }
  }

  @Test
  void refusesAServerThatIsLookedUpByItsName() throws IOException {
    Endpoint named = new Endpoint("localhost", first().port());
    try (RealHaproxy other = new RealHaproxy(named, "admin", "pool-max-conn 0")) {
      assertThatThrownBy(() -> other.proxy().switchTo(UPSTREAM, second()))
          .hasMessageContaining("by its name, localhost");
      refused(other.proxy()::test, ErrorCode.PROXY_CONFIGURATION);
      assertThat(other.proxy().current(UPSTREAM)).isEqualTo(named);
    }
  }

  @Override
  protected Proxy proxy() {
    return haproxy.proxy();
  }

  @Override
  protected String url() {
    return haproxy.url();
  }

  /** The file is written, and the running process not told. */
  @Override
  protected void cutOff() throws IOException {
    haproxy.edit(first().toString(), second().toString());
  }

  @Override
  protected boolean keepsConnections() throws Exception {
    return get("/").headers().firstValue("Connection").filter("close"::equals).isEmpty();
  }

  @Override
  protected void spoil() {
    try {
      haproxy.edit("pool-max-conn 0", "pool-max-con 0");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isServed() {
    return new RuntimeSocket(haproxy.socket(), PATIENCE).ask("show sess").contains("srv=site");
  }

  private void refusedUnchanged(Runnable what, ErrorCode code) throws Exception {
    String before = Files.readString(haproxy.configuration());
    refused(what, code);
    assertThat(Files.readString(haproxy.configuration())).isEqualTo(before);
    assertThat(answering()).isEqualTo(first());
  }
}
