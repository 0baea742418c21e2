package dev.slipway.testing;

import dev.slipway.driver.opensearch.OpenSearchIndexes;
import dev.slipway.driver.opensearch.SnapshotPlace;
import dev.slipway.exec.Await;
import dev.slipway.release.IndexSeed;
import dev.slipway.release.IndexSide;
import dev.slipway.service.IndexDescription;
import dev.slipway.service.IndexedDocument;
import dev.slipway.service.SearchIndexes;
import dev.slipway.service.TransactionSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Two sites, as far as an index goes: a database and its standby, a search node each, and the
 * catalog of the same version on both.
 */
public final class SeededSites implements AutoCloseable {
  private static final double MILLIS = 1000;
  private static final Duration DEADLINE = Duration.ofMinutes(10);

  public final RealPostgres database;
  public final OpenSearchIndexes formerIndexes;
  public final OpenSearchIndexes nextIndexes;
  public final RealCatalog former;
  public final RealCatalog next;

  private final RealPostgres standby;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  /** The former site has indexed so many documents; the next site's catalog is not started. */
  public SeededSites(int documents) throws IOException {
    TestState state = opened(new TestState());
    Path snapshots = state.folder().resolve("snapshots");
    SnapshotPlace place = SnapshotPlace.folder(snapshots);
    database = opened(RealPostgres.primary(state, "former-database"));
    RealSearchNode formerNode =
        opened(new RealSearchNode(state.folder().resolve("former-search"), snapshots));
    RealSearchNode nextNode =
        opened(new RealSearchNode(state.folder().resolve("next-search"), snapshots));
    former = opened(catalog(state.folder().resolve("former"), "v41-b", database, formerNode));
    former.generate(documents);
    standby = opened(database.standby(state, "next-database"));
    next = opened(catalog(state.folder().resolve("next"), "v42-b", standby, nextNode));
    formerIndexes = opened(new OpenSearchIndexes("v41-b", List.of(formerNode.endpoint()), place));
    nextIndexes = opened(new OpenSearchIndexes("v42-b", List.of(nextNode.endpoint()), place));
    former.up();
    await(former, database.database().snapshot());
  }

  private static RealCatalog catalog(
      Path folder, String site, RealPostgres database, RealSearchNode node) throws IOException {
    return new RealCatalog(folder, site, database, node.endpoint());
  }

  /** What begins the next site's index, the former's indexes seen as these. */
  public IndexSeed seed(SearchIndexes formers) {
    return new IndexSeed(
        new IndexSide("v41-b", former.application(), formers),
        new IndexSide("v42-b", next.application(), nextIndexes),
        database.database()::snapshot,
        new IndexSeed.Patience(DEADLINE, DEADLINE));
  }

  /**
   * Has the next site's catalog make a full index and stops it; none is left.
   *
   * @return how long the catalog says it took
   */
  public Duration indexFully() {
    next.up();
    await(next, database.database().snapshot());
    double seconds = next.application().indexer().rounds().getLast().seconds();
    stopWithoutIndex();
    return Duration.ofMillis(Math.round(seconds * MILLIS));
  }

  /** Stops the next site's catalog and removes its index. */
  public void stopWithoutIndex() {
    String index = next.application().index().name();
    next.close();
    nextIndexes.remove(index);
  }

  /** Returns when the next site's database has replayed what was written until now. */
  public void awaitReplay() {
    TransactionSnapshot moment = database.database().snapshot();
    Await.of("replay past " + moment, DEADLINE)
        .untilTrue(() -> standby.database().snapshot().covers(moment));
  }

  /** Returns when the catalog has indexed everything up to that moment. */
  public static void await(RealCatalog catalog, TransactionSnapshot moment) {
    Await.of("index past " + moment, DEADLINE)
        .untilTrue(
            () ->
                catalog
                    .application()
                    .indexer()
                    .snapshot()
                    .filter(reached -> reached.covers(moment))
                    .isPresent());
  }

  /** Everything that is in the next site's index. */
  public Map<String, IndexedDocument> indexed() {
    String all = database.ask("select string_agg(uuid::text, ',') from documents");
    List<String> ids = List.of(all.split(",", -1));
    IndexDescription index = next.application().index();
    return nextIndexes.find(index.name(), ids);
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private <T extends AutoCloseable> T opened(T thing) {
    open.push(thing);
    return thing;
  }
}
