package dev.slipway.provider.local;

import dev.slipway.exec.Await;
import dev.slipway.service.Endpoint;
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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A client that indexes one document after the other and one that searches, both at a site's
 * master, repeating nothing.
 */
final class SearchLoad implements AutoCloseable {
  /** An index that nobody writes to: its copies wait for a node that left. */
  static final String QUIET = "quiet";

  private static final Pattern FOUND = Pattern.compile("\"found\":true");
  private static final long PACE = Duration.ofMillis(5).toNanos();
  private static final String WHOLE = "\"failed\":0";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Endpoint node;
  private final String index;
  private final List<Integer> acknowledged = new CopyOnWriteArrayList<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final AtomicInteger searches = new AtomicInteger();
  private final List<Thread> clients = new ArrayList<>();
  private volatile boolean closed;

  /**
   * @param index with a shard for each data node and one replica
   */
  SearchLoad(Endpoint node, String index) {
    this.node = node;
    this.index = index;
    create(index);
    create(QUIET);
    AtomicInteger number = new AtomicInteger();
    begin(() -> index(number.incrementAndGet()));
    begin(this::search);
  }

  private void create(String name) {
    request("PUT", "/" + name, "{\"settings\":{\"number_of_shards\":3,\"number_of_replicas\":1}}");
  }

  private void begin(Runnable once) {
    Runnable all =
        () -> {
          while (!closed) {
            once.run();
            LockSupport.parkNanos(PACE);
          }
        };
    clients.add(Thread.ofPlatform().daemon().start(all));
  }

  /** What went wrong with a document or a search, each time. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  int searches() {
    return searches.get();
  }

  int documents() {
    return acknowledged.size();
  }

  /** Waits until so many more documents and searches were answered. */
  void awaitMore(int count) {
    for (Supplier<Integer> answered : List.<Supplier<Integer>>of(this::documents, this::searches)) {
      int enough = answered.get() + count;
      Await.of(count + " more answers", Duration.ofSeconds(30))
          .untilTrue(() -> answered.get() >= enough);
    }
  }

  /** That many documents in {@link #QUIET}, which are on disk then. */
  void fill(int count) {
    String bulk =
        IntStream.range(0, count)
            .mapToObj(id -> "{\"index\":{\"_id\":%d}}\n{\"id\":%d}\n".formatted(id, id))
            .collect(Collectors.joining());
    String answer = request("POST", "/" + QUIET + "/_bulk", bulk).body();
    if (!answer.contains("\"errors\":false")) {
      throw new IllegalStateException(answer.substring(0, Math.min(200, answer.length())));
    }
    request("POST", "/" + QUIET + "/_flush", "");
  }

  /** How many documents were acknowledged and are not found by their identity. */
  long lost() {
    String all = acknowledged.stream().map(Object::toString).collect(Collectors.joining("\",\""));
    String body =
        request("POST", "/" + index + "/_mget?_source=false", "{\"ids\":[\"%s\"]}".formatted(all))
            .body();
    return acknowledged.size() - FOUND.matcher(body).results().count();
  }

  /** How many documents a search finds, once it looks at all of them. */
  String found() {
    request("POST", "/" + index + "/_refresh", "");
    return request("GET", "/_cat/count/" + index + "?h=count", "").body().strip();
  }

  private void index(int id) {
    var answer = request("PUT", "/%s/_doc/%d".formatted(index, id), "{\"id\":%d}".formatted(id));
    if (answer.statusCode() < 300) {
      acknowledged.add(id);
    } else {
      failures.add("document %d: %s".formatted(id, answer.body()));
    }
  }

  private void search() {
    var answer = request("GET", "/" + index + "/_search?size=1", "");
    if (answer.statusCode() == 200 && answer.body().contains(WHOLE)) {
      searches.incrementAndGet();
    } else {
      failures.add("search: " + answer.body());
    }
  }

  private HttpResponse<String> request(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + node + path))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends both clients; what they did can still be asked about until {@link #close}. */
  void end() {
    closed = true;
    for (Thread client : clients) {
      try {
        client.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() {
    end();
    request("DELETE", "/" + index, "");
    request("DELETE", "/" + QUIET, "");
    http.close();
  }
}
