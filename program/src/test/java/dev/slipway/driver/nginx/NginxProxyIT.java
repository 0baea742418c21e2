package dev.slipway.driver.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.Endpoint;
import dev.slipway.service.Proxy;
import dev.slipway.service.ProxyContract;
import dev.slipway.testing.EchoSite;
import dev.slipway.testing.RealNginx;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class NginxProxyIT extends ProxyContract {
  private EchoSite first;
  private EchoSite second;
  private RealNginx nginx;

  @BeforeEach
  void start() throws IOException {
    first = new EchoSite();
    second = new EchoSite();
    nginx = new RealNginx(first.endpoint());
  }

  @AfterEach
  void stop() throws IOException {
    nginx.close();
    second.close();
    first.close();
  }

  @Test
  void changesNothingButTheAddress() throws IOException {
    Path configuration = nginx.configuration();
    String before = Files.readString(configuration);
    Files.setPosixFilePermissions(configuration, PosixFilePermissions.fromString("rw-r-----"));
    proxy().switchTo(UPSTREAM, second());
    assertThat(Files.readString(configuration))
        .isEqualTo(before.replace(first().toString(), second().toString()));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(configuration)))
        .isEqualTo("rw-r-----");
    assertThat(Files.getOwner(configuration).getName()).isEqualTo(RealNginx.OS_USER);
  }

  @Test
  void putsTheOldBytesBackWhenNginxRefusesTheNewLine() throws Exception {
    String before = Files.readString(nginx.configuration());
    assertThatThrownBy(() -> proxy().switchTo(UPSTREAM, new Endpoint("no.such.host.invalid", 80)))
        .isInstanceOf(SlipwayException.class)
        .extracting(e -> ((SlipwayException) e).code())
        .isEqualTo(ErrorCode.PROXY_REFUSED);
    assertThat(Files.readString(nginx.configuration())).isEqualTo(before);
    assertThat(answering()).isEqualTo(first());
  }

  @Test
  void noRequestIsAnsweredWithAnErrorWhileItSwitchesBackAndForth() throws Exception {
    ConcurrentMap<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();
    AtomicBoolean over = new AtomicBoolean();
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Void>> running = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        running.add(clients.submit(() -> requests(over, answers)));
      }
      for (int i = 0; i < 5; i++) {
        proxy().switchTo(UPSTREAM, second());
        assertThat(answering()).isEqualTo(second());
        proxy().switchTo(UPSTREAM, first());
        assertThat(answering()).isEqualTo(first());
      }
      over.set(true);
      for (Future<Void> client : running) {
        client.get();
      }
    }
    assertThat(answers).containsOnlyKeys(200);
    assertThat(answers.get(200).get()).isGreaterThan(100);
  }

  @Override
  protected Proxy proxy() {
    return nginx.plain();
  }

  @Override
  protected Endpoint first() {
    return first.endpoint();
  }

  @Override
  protected Endpoint second() {
    return second.endpoint();
  }

  @Override
  protected Endpoint answering() throws IOException {
    HttpURLConnection request = request();
    try (var body = request.getInputStream()) {
      String answer = new String(body.readAllBytes(), StandardCharsets.US_ASCII);
      return Endpoint.parse(answer.lines().findFirst().orElseThrow());
    }
  }

  /** A plain reload leaves nothing that could be cut off. */
  @Override
  protected void cutOff() {}

  @Override
  protected boolean keepsConnections() {
    return true;
  }

  @Override
  protected void spoil() {
    nginx.spoil(first.endpoint());
  }

  private Void requests(AtomicBoolean over, ConcurrentMap<Integer, AtomicInteger> answers)
      throws IOException {
    while (!over.get()) {
      HttpURLConnection request = request();
      answers
          .computeIfAbsent(request.getResponseCode(), code -> new AtomicInteger())
          .incrementAndGet();
      request.disconnect();
    }
    return null;
  }

  /** Each on a connection of its own. */
  private HttpURLConnection request() throws IOException {
    HttpURLConnection request =
        (HttpURLConnection) URI.create(nginx.url()).toURL().openConnection();
    request.setRequestProperty("Connection", "close");
    request.setConnectTimeout(5000);
    request.setReadTimeout(5000);
    return request;
  }
}
