package dev.slipway.driver.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.config.Secret;
import dev.slipway.service.NewKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class S3ClientsTest {
  private final List<String> puts = new CopyOnWriteArrayList<>();
  private final List<String> awaited = new CopyOnWriteArrayList<>();
  private HttpServer store;

  @BeforeEach
  void start() throws IOException {
    store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    store.createContext("/", this::answer);
    store.start();
  }

  @AfterEach
  void stop() {
    store.stop(0);
  }

  private void answer(HttpExchange request) throws IOException {
    puts.add(request.getRequestMethod());
    awaited.addAll(request.getRequestHeaders().getOrDefault("Expect", List.of()));
    request.getRequestBody().readAllBytes();
    request.getResponseHeaders().set("ETag", "\"e\"");
    request.sendResponseHeaders(200, -1);
    request.close();
  }

  @Test
  void sendsABodyWithoutWaitingToBeToldTo() {
    URI endpoint = URI.create("http://127.0.0.1:" + store.getAddress().getPort());
    var settings =
        new S3Settings(
            endpoint, "us-west-2", Optional.empty(), new NewKey("AKIATEST", new Secret("word")));

    try (S3Client client = S3Clients.open(settings)) {
      client.putObject(
          put -> put.bucket("backups").key("one"), RequestBody.fromBytes(new byte[2_000_000]));
    }

    assertThat(puts).containsExactly("PUT");
    assertThat(awaited).isEmpty();
  }
}
