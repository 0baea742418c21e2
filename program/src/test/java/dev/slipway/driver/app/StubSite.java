package dev.slipway.driver.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.service.IndexDescription;
import dev.slipway.service.IndexSample;
import dev.slipway.service.IndexedDocument;
import dev.slipway.service.IndexerStatus;
import dev.slipway.service.UnreadableDocuments;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A site on a free port that answers as a descriptor says it does. */
final class StubSite implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final Path switchFile;
  volatile boolean healthy = true;
  volatile Optional<String> indexerBody = Optional.empty();
  volatile String indexBody = "{}";
  volatile String sampleBody = "{}";
  volatile String unreadableBody = "{\"unreadable\":[]}";

  StubSite(Path switchFile) throws IOException {
    this.switchFile = switchFile;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/health", this::health);
    server.createContext("/_indexer", this::indexer);
    server.createContext("/_indexer/index", e -> answer(e, 200, indexBody));
    server.createContext("/_indexer/sample", e -> answer(e, 200, sampleBody));
    server.createContext("/_file_indexer", this::fileIndexer);
    server.createContext("/_unreadable", e -> answer(e, 200, unreadableBody));
    server.start();
  }

  String url() {
    return "http://" + server.getAddress().getHostString() + ":" + server.getAddress().getPort();
  }

  /** The portal's form: times as texts, took in milliseconds, null for what there is not yet. */
  void indexer(IndexerStatus status) throws IOException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", status.status());
    body.put("recovery", status.recovery());
    body.put("snapshot", status.snapshot().map(s -> s + ":" + s.xmin()).orElse(null));
    body.put("started", status.started().map(Object::toString).orElse(null));
    body.put("remaining", status.remaining());
    body.put("results", status.rounds().stream().map(StubSite::round).toList());
    indexerBody = Optional.of(JSON.writeValueAsString(body));
  }

  void index(IndexDescription index) throws IOException {
    indexBody =
        JSON.writeValueAsString(
            Map.of(
                "name", index.name(),
                "progress", index.progress(),
                "form", index.form(),
                "definition", JSON.readTree(index.definition())));
  }

  void sample(IndexSample sample) throws IOException {
    List<Map<String, Object>> documents = new ArrayList<>();
    for (IndexedDocument document : sample.sample()) {
      documents.add(
          Map.of(
              "id", document.id(),
              "version", document.version(),
              "source", JSON.readTree(document.source())));
    }
    sampleBody =
        JSON.writeValueAsString(Map.of("documents", sample.documents(), "sample", documents));
  }

  void unreadable(List<UnreadableDocuments> now) throws IOException {
    List<Map<String, Object>> groups =
        now.stream()
            .map(
                group ->
                    Map.<String, Object>of(
                        "type", group.type(),
                        "version", group.version(),
                        "documents", group.documents()))
            .toList();
    unreadableBody = JSON.writeValueAsString(Map.of("unreadable", groups));
  }

  private static Map<String, Object> round(IndexerStatus.Round round) {
    return Map.of(
        "indexed", round.indexed(),
        "took", Math.round(round.seconds() * 1000),
        "errors", round.errors(),
        "snapshot", "1:2:");
  }

  private void health(HttpExchange exchange) throws IOException {
    answer(exchange, healthy ? 200 : 503, "{\"status\":\"ok\",\"about\":{\"site\":\"v42-b\"}}");
  }

  private void indexer(HttpExchange exchange) throws IOException {
    boolean off = Files.exists(switchFile.resolveSibling("indexer-off"));
    answer(exchange, 200, off ? "{\"status\":\"off\",\"remaining\":0}" : indexerBody.orElse("{}"));
  }

  private void fileIndexer(HttpExchange exchange) throws IOException {
    String status = Files.exists(switchFile) ? "waiting" : "off";
    answer(exchange, 200, "{\"status\":\"" + status + "\",\"remaining\":0}");
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
