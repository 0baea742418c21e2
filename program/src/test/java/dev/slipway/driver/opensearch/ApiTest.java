package dev.slipway.driver.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opensearch.client.transport.OpenSearchTransport;

class ApiTest {
  private final Queue<Integer> statuses = new ArrayDeque<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile Runnable whenAsked = () -> {};
  private HttpServer node;
  private OpenSearchTransport transport;
  private Api api;

  @BeforeEach
  void start() throws IOException {
    node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    node.createContext("/", this::answer);
    node.start();
    transport = Transports.open(List.of(new Endpoint("127.0.0.1", node.getAddress().getPort())));
    api = Api.of("v42-b", transport);
  }

  @AfterEach
  void stop() throws IOException {
    assertThat(Thread.interrupted()).isFalse();
    transport.close();
    node.stop(0);
  }

  private void answer(HttpExchange request) throws IOException {
    asked.add(request.getRequestMethod());
    whenAsked.run();
    int status = statuses.remove();
    byte[] body =
        "{\"status\":%d,\"error\":{\"reason\":\"Data too large\"}}"
            .formatted(status)
            .getBytes(StandardCharsets.UTF_8);
    request.getResponseHeaders().set("Content-Type", "application/json");
    request.sendResponseHeaders(status, body.length);
    request.getResponseBody().write(body);
    request.close();
  }

  @Test
  void asksANodeAgainThatIsTooBusy() {
    statuses.addAll(List.of(429, 429, 200));

    assertThat(api.get("tell its settings", "/_all/_settings").path("status").asInt())
        .isEqualTo(200);
    assertThat(asked).hasSize(3);
  }

  @Test
  void asksOnceForEverythingElse() {
    statuses.addAll(List.of(503, 404));

    assertThatThrownBy(() -> api.send("move shards", "POST", "/_cluster/reroute", Map.of()))
        .isInstanceOfSatisfying(
            SlipwayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SEARCH_UNHEALTHY))
        .hasMessageContaining("move shards")
        .hasMessageContaining("503");
    assertThat(api.find("delete a snapshot", "DELETE", "/_snapshot/slipway/one")).isEmpty();
    assertThat(asked).containsExactly("POST", "DELETE");
  }

  @Test
  void aNodeThatIsGoneIsUnreachable() {
    node.stop(0);

    assertThatThrownBy(() -> api.get("tell its health", "/_cluster/health"))
        .isInstanceOfSatisfying(
            SlipwayException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.SEARCH_UNREACHABLE))
        .hasMessageContaining("v42-b");
  }

  @Test
  void whoIsInterruptedAsksNoMore() {
    statuses.addAll(Collections.nCopies(1_000, 429));
    Thread caller = Thread.currentThread();
    whenAsked = () -> interruptAfter(3, caller);

    endsInterrupted();
    assertThat(asked).hasSizeLessThan(10);
  }

  @Test
  void whoWasInterruptedBeforeDoesNotAsk() {
    Thread.currentThread().interrupt();

    endsInterrupted();
    assertThat(asked).isEmpty();
  }

  private void interruptAfter(int times, Thread caller) {
    if (asked.size() == times) {
      caller.interrupt();
    }
  }

  private void endsInterrupted() {
    assertThatThrownBy(() -> api.get("tell its health", "/_cluster/health"))
        .isInstanceOfSatisfying(
            SlipwayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERRUPTED));
    assertThat(Thread.interrupted()).isTrue();
  }
}
