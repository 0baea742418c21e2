package dev.slipway.driver.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.AtomicFile;
import dev.slipway.exec.Await;
import dev.slipway.exec.Command;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.LocalRunner;
import dev.slipway.exec.Ownership;
import dev.slipway.service.Endpoint;
import dev.slipway.service.Proxy;
import dev.slipway.service.ProxyContract;
import dev.slipway.testing.Loopback;
import dev.slipway.testing.TestState;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private static final String USER = "postgres";

  private final Daemons daemons = new Daemons();
  private final List<HttpServer> sites = new ArrayList<>();
  private TestState state;
  private Path configuration;
  private Endpoint first;
  private Endpoint second;
  private Endpoint listen;

  @BeforeEach
  void start() throws IOException {
    state = new TestState();
    first = site();
    second = site();
    listen = Loopback.endpoint(Loopback.address());
    Ownership.give(state.folder(), USER);
    configuration = state.folder().resolve("nginx.conf");
    write(text().replace("\n", "\r\n"));
    daemons.start(nginx(), pidFile(), state.folder().resolve("log"));
    Await.of("nginx", Duration.ofSeconds(20)).untilTrue(this::answers);
  }

  @AfterEach
  void stop() throws IOException {
    daemons.stop(pidFile(), Duration.ofSeconds(5));
    sites.forEach(site -> site.stop(0));
    state.close();
  }

  @Test
  void changesNothingButTheAddress() throws IOException {
    String before = Files.readString(configuration);
    Files.setPosixFilePermissions(configuration, PosixFilePermissions.fromString("rw-r-----"));
    proxy().switchTo(UPSTREAM, second);
    assertThat(Files.readString(configuration))
        .isEqualTo(before.replace(first.toString(), second.toString()));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(configuration)))
        .isEqualTo("rw-r-----");
    assertThat(Files.getOwner(configuration).getName()).isEqualTo(USER);
  }

  @Test
  void putsTheOldBytesBackWhenNginxRefusesTheNewLine() throws Exception {
    String before = Files.readString(configuration);
    assertThatThrownBy(() -> proxy().switchTo(UPSTREAM, new Endpoint("no.such.host.invalid", 80)))
        .isInstanceOf(SlipwayException.class)
        .extracting(e -> ((SlipwayException) e).code())
        .isEqualTo(ErrorCode.PROXY_REFUSED);
    assertThat(Files.readString(configuration)).isEqualTo(before);
    assertThat(answering()).isEqualTo(first);
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
        proxy().switchTo(UPSTREAM, second);
        assertThat(answering()).isEqualTo(second);
        proxy().switchTo(UPSTREAM, first);
        assertThat(answering()).isEqualTo(first);
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
    return new NginxProxy(
        new NginxSettings(
            "main", "http://" + listen, configuration, state.folder(), "nginx", Optional.of(USER)),
        new LocalRunner());
  }

  @Override
  protected Endpoint first() {
    return first;
  }

  @Override
  protected Endpoint second() {
    return second;
  }

  @Override
  protected Endpoint answering() throws IOException {
    HttpURLConnection request = request();
    try (var body = request.getInputStream()) {
      return Endpoint.parse(new String(body.readAllBytes(), StandardCharsets.US_ASCII));
    }
  }

  @Override
  protected void spoil() {
    write(text().replace("keepalive 8;", "keepalive eight;"));
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
        (HttpURLConnection) URI.create("http://" + listen).toURL().openConnection();
    request.setRequestProperty("Connection", "close");
    request.setConnectTimeout(5000);
    request.setReadTimeout(5000);
    return request;
  }

  private boolean answers() {
    try {
      return answering().equals(first);
    } catch (IOException e) {
      return false;
    }
  }

  /** A site that answers with its own address. */
  private Endpoint site() throws IOException {
    Endpoint endpoint = Loopback.endpoint(Loopback.address());
    HttpServer server =
        HttpServer.create(new InetSocketAddress(endpoint.host(), endpoint.port()), 100);
    server.setExecutor(Runnable::run);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = endpoint.toString().getBytes(StandardCharsets.US_ASCII);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    sites.add(server);
    return endpoint;
  }

  private Path pidFile() {
    return state.folder().resolve("daemon.pid");
  }

  private Command nginx() {
    return Command.of(
            "nginx",
            "-p",
            state.folder().toString(),
            "-e",
            state.folder().resolve("error.log").toString(),
            "-c",
            configuration.toString())
        .as(USER);
  }

  private void write(String text) {
    AtomicFile.write(configuration, text.getBytes(StandardCharsets.UTF_8), USER);
  }

  private String text() {
    return """
    # upstream portal { server 127.0.0.1:1; }
    daemon off;
    worker_processes 1;
    pid nginx.pid;
    error_log error.log;
    events { worker_connections 256; }
    http {
      access_log off;
      client_body_temp_path t1; proxy_temp_path t2; fastcgi_temp_path t3;
      uwsgi_temp_path t4; scgi_temp_path t5;
      upstream portal_test { server 127.0.0.1:1; }
      upstream portal {
        server   %s   max_fails=0;   # the current site
        keepalive 8;
      }
      server {
        listen %s;
        location / { proxy_pass http://portal; proxy_http_version 1.1; proxy_set_header Connection ""; }
      }
    }
    """
        .formatted(first, listen);
  }
}
