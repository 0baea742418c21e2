package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.exec.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The load against a site that keeps what it was sent and can be told to refuse or to hold. */
class LoadIT {
  private final List<String> written = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger reads = new AtomicInteger();
  private volatile int status = 200;
  private volatile CountDownLatch hold = new CountDownLatch(0);
  private HttpServer server;
  private Load load;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
    URI site = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    load = Load.start(new LoadSettings(site, "RUN", 3, 100, 2, 50, Duration.ofSeconds(20)));
  }

  @AfterEach
  void stop() {
    load.close();
    server.stop(0);
  }

  @Test
  void writesInOrderPerWriterAndKnowsWhatWasAcknowledged() {
    awaitWrites(60);

    LoadResult result = load.stop();

    assertThat(result.unacknowledged()).isEmpty();
    assertThat(Set.copyOf(result.acknowledged())).isEqualTo(Set.copyOf(written));
    assertThat(result.writes()).hasSameSizeAs(written);
    assertThat(written)
        .filteredOn(id -> id.startsWith("RUN-w1-"))
        .isSortedAccordingTo((one, other) -> Integer.compare(sequence(one), sequence(other)));
    assertThat(result.readsFailed()).isZero();
    assertThat(result.readsSucceeded()).isPositive();
  }

  @Test
  void countsARefusedWriteOnceAndDoesNotRepeatIt() {
    status = 503;
    awaitWrites(30);

    LoadResult result = load.stop();

    assertThat(new TreeSet<>(written)).hasSameSizeAs(written);
    assertThat(result.unacknowledged()).isNotEmpty();
    assertThat(result.readsFailed()).isPositive();
    assertThat(result.firstFailures().getFirst())
        .containsPattern("(POST /experiment|PATCH /experiment/\\S+): 503");
  }

  @Test
  void waitsWhileItIsHeldAndCountsThatAsAGapAndNotAsAFailure() {
    awaitWrites(10);
    CountDownLatch held = new CountDownLatch(1);
    hold = held;
    Await.of("a writer that waits", Duration.ofSeconds(10))
        .untilTrue(() -> written.stream().filter(id -> id.startsWith("held ")).count() == 3);
    long heldSince = System.nanoTime();
    awaitReads(20);
    Duration atLeast = Duration.ofNanos(System.nanoTime() - heldSince);
    hold = new CountDownLatch(0);
    held.countDown();
    awaitWrites(written.size() + 10);

    LoadResult result = load.stop();

    assertThat(result.unacknowledged()).isEmpty();
    assertThat(result.writeGap().lasted()).isGreaterThanOrEqualTo(atLeast);
    assertThat(result.slowestWrite()).isGreaterThanOrEqualTo(atLeast);
  }

  private void awaitReads(int more) {
    int before = reads.get();
    Await.of(more + " reads", Duration.ofSeconds(20)).untilTrue(() -> reads.get() >= before + more);
  }

  private void awaitWrites(int count) {
    Await.of(count + " writes", Duration.ofSeconds(20)).untilTrue(() -> written.size() >= count);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      String id = exchange.getRequestHeaders().getFirst("X-Request-Id");
      if (id != null) {
        CountDownLatch now = hold;
        if (now.getCount() > 0) {
          written.add("held " + id);
          now.await();
        }
        written.add(id);
      } else {
        reads.incrementAndGet();
      }
      byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int sequence(String id) {
    return Integer.parseInt(id.substring(id.lastIndexOf('-') + 1));
  }
}
