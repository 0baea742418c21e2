package dev.slipway.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

/**
 * Ordinary clients of a proxy: they keep their connections, ask and think in turns, and every
 * second request is a POST, which a client must not repeat by itself.
 */
public final class KeepAliveClients implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int THOUGHT_MICROS = 40_000;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final URI site;
  private final BiPredicate<String, HttpResponse<String>> right;
  private final long origin = System.nanoTime();
  private final AtomicLong ended = new AtomicLong();
  private final List<Client> clients;
  private volatile boolean over;

  private KeepAliveClients(URI site, int count, BiPredicate<String, HttpResponse<String>> right) {
    this.site = site;
    this.right = right;
    this.clients = IntStream.range(0, count).mapToObj(i -> new Client()).toList();
  }

  /**
   * One request.
   *
   * @param at after the beginning of the load
   * @param failure empty when the answer was right
   */
  public record Request(String method, Duration at, Duration took, Optional<String> failure) {}

  /** They begin at once, at a site that answers 200 and what it was sent. */
  public static KeepAliveClients start(URI site, int count) {
    return start(
        site, count, (sent, answer) -> answer.statusCode() == 200 && answer.body().endsWith(sent));
  }

  /**
   * They begin at once.
   *
   * @param right whether that is the site's own answer to what was sent; a GET sends nothing
   */
  public static KeepAliveClients start(
      URI site, int count, BiPredicate<String, HttpResponse<String>> right) {
    KeepAliveClients all = new KeepAliveClients(site, count, right);
    all.clients.forEach(client -> client.thread.start());
    return all;
  }

  /** How many requests have ended so far. */
  public long ended() {
    return ended.get();
  }

  /** Time since the beginning of the load. */
  public Duration now() {
    return Duration.ofNanos(System.nanoTime() - origin);
  }

  /** Lets the requests that are under way end, and tells all of them. */
  public List<Request> stop() throws InterruptedException {
    over = true;
    for (Client client : clients) {
      client.thread.join();
    }
    return clients.stream().flatMap(client -> client.requests.stream()).toList();
  }

  @Override
  public void close() {
    over = true;
    http.shutdownNow();
    http.close();
  }

  /** The list belongs to the thread until that has ended. */
  private final class Client {
    private final List<Request> requests = new ArrayList<>();
    private final Thread thread = Thread.ofVirtual().unstarted(this::run);

    private void run() {
      while (!over) {
        boolean writes = requests.size() % 2 == 0;
        Duration at = now();
        Optional<String> failure = writes ? write("document " + requests.size()) : read();
        requests.add(new Request(writes ? "POST" : "GET", at, now().minus(at), failure));
        ended.incrementAndGet();
        LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(THOUGHT_MICROS) * 1000L);
      }
    }

    private Optional<String> write(String body) {
      return failure(HttpRequest.newBuilder(site).POST(BodyPublishers.ofString(body)), body);
    }

    private Optional<String> read() {
      return failure(HttpRequest.newBuilder(site).GET(), "");
    }
  }

  private Optional<String> failure(HttpRequest.Builder request, String sent) {
    try {
      HttpResponse<String> answer =
          http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
      return right.test(sent, answer)
          ? Optional.empty()
          : Optional.of(answer.statusCode() + " " + answer.body());
    } catch (IOException e) {
      return Optional.of(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(e.toString());
    }
  }
}
