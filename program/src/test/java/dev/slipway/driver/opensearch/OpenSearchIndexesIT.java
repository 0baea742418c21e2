package dev.slipway.driver.opensearch;

import dev.slipway.service.Endpoint;
import dev.slipway.service.IndexedDocument;
import dev.slipway.service.SearchIndexes;
import dev.slipway.service.SearchIndexesContract;
import dev.slipway.testing.Loopback;
import dev.slipway.testing.RealSearchNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.opensearch.client.transport.OpenSearchTransport;

class OpenSearchIndexesIT extends SearchIndexesContract {
  @TempDir static Path folder;

  private static RealSearchNode former;
  private static RealSearchNode next;
  private static OpenSearchIndexes from;
  private static OpenSearchIndexes to;
  private static OpenSearchIndexes dead;
  private static OpenSearchTransport transport;

  @BeforeAll
  static void start() throws IOException {
    Path snapshots = folder.resolve("snapshots");
    SnapshotPlace place = SnapshotPlace.folder(snapshots);
    former = new RealSearchNode(folder.resolve("former"), snapshots);
    next = new RealSearchNode(folder.resolve("next"), snapshots);
    from = new OpenSearchIndexes("v41-b", List.of(former.endpoint()), place);
    to = new OpenSearchIndexes("v42-b", List.of(next.endpoint()), place);
    Endpoint nobody = new Endpoint(Loopback.address(9200), 9200);
    dead = new OpenSearchIndexes("dead", List.of(nobody), place);
    transport = Transports.open(List.of(former.endpoint()));
  }

  @AfterAll
  static void stop() throws IOException {
    for (AutoCloseable open : List.<AutoCloseable>of(transport, from, to, dead, former, next)) {
      close(open);
    }
  }

  private static void close(AutoCloseable open) throws IOException {
    try {
      open.close();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  @Override
  protected SearchIndexes from() {
    return from;
  }

  @Override
  protected SearchIndexes to() {
    return to;
  }

  @Override
  protected SearchIndexes dead() {
    return dead;
  }

  @Override
  protected void create(String index, String definition) {
    send("/" + index, definition);
  }

  @Override
  protected void put(String index, IndexedDocument document) {
    send(
        "/%s/_doc/%s?version_type=external&version=%d"
            .formatted(index, document.id(), document.version()),
        document.source());
  }

  private static void send(String path, String body) {
    try {
      Api.of("test", transport).send("take it", "PUT", path, Api.JSON.readTree(body));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
