package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.driver.opensearch.OpenSearchIndexes;
import dev.slipway.driver.opensearch.SnapshotPlace;
import dev.slipway.service.IndexedDocument;
import dev.slipway.service.SearchIndexes;
import dev.slipway.testing.RealPostgres;
import dev.slipway.testing.RealSearchNode;
import dev.slipway.testing.SeededSites;
import dev.slipway.workflow.Progress;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real index of the catalog, begun as a copy of another's. */
class SeededIndexIT {
  private static final int DOCUMENTS = 1_500;
  private static final String MAPPING = "/src/main/resources/search/mapping.json";
  private static final String LATE = "00000000-0000-4000-8000-00000000000a";

  @Test
  void aSeededIndexIsLikeAFullOneAlsoInWhatChangedAfterTheSnapshot() throws IOException {
    try (SeededSites sites = new SeededSites(DOCUMENTS)) {
      sites.next.application().switchIndexer(false);
      sites.next.up();

      Seeded seeded =
          sites.seed(afterSnapshot(sites, () -> write(sites.database))).run(Progress.silent());

      assertThat(seeded).isInstanceOf(Seeded.Copied.class);
      assertThat(seeded.evidence().facts())
          .containsEntry("documents", DOCUMENTS + 1L)
          .hasEntrySatisfying("compared", compared -> assertThat((long) compared).isPositive())
          .hasEntrySatisfying(
              "indexedSince", since -> assertThat((long) since).isBetween(2L, DOCUMENTS / 2L));
      Map<String, IndexedDocument> copied = sites.indexed();
      assertThat(copied).hasSize(DOCUMENTS + 1);
      assertThat(copied.get(LATE).source()).contains("written after the snapshot");

      sites.stopWithoutIndex();
      sites.next.up();
      SeededSites.await(sites.next, sites.database.database().snapshot());
      assertThat(sites.next.application().indexer().rounds().getLast().indexed())
          .as("a full index")
          .isEqualTo(DOCUMENTS + 1);
      assertThat(sites.indexed()).isEqualTo(copied);
    }
  }

  @Test
  void theDemosVersionsDoNotMakeTheSameIndex(@TempDir Path folder) throws IOException {
    Path snapshots = folder.resolve("snapshots");
    try (RealSearchNode node = new RealSearchNode(folder, snapshots);
        OpenSearchIndexes indexes =
            new OpenSearchIndexes(
                "v42-b", List.of(node.endpoint()), SnapshotPlace.folder(snapshots))) {
      SeedDecision decision =
          new IndexComparison(
                  side(indexes, "../demo/v41/catalog" + MAPPING),
                  side(indexes, "../catalog" + MAPPING))
              .decide();

      assertThat(decision.seeds()).isFalse();
      assertThat(decision.reason())
          .isEqualTo("field text changed its analyzer from standard to catalog_text");
    }
  }

  private static IndexComparison.Side side(SearchIndexes indexes, String mapping)
      throws IOException {
    return new IndexComparison.Side(
        indexes.shapeOf(Files.readString(Path.of(mapping))), "same form");
  }

  /** One document is new, another one changed. */
  private static void write(RealPostgres database) {
    database.execute(
        """
        update documents set properties = properties || '{"notes": "changed after the snapshot"}',
          xid = pg_current_xact_id()
        where uuid = (select max(uuid::text)::uuid from documents d
          where not exists (select from links where target = d.uuid))""");
    database.execute(
        """
        insert into documents values ('%s', 'experiment', null, 2,
          '{"notes": "written after the snapshot"}', gen_random_uuid(), pg_current_xact_id())"""
            .formatted(LATE));
  }

  /** The former site's indexes, with something that happens as soon as a snapshot is taken. */
  private static SearchIndexes afterSnapshot(SeededSites sites, Runnable happens) {
    return (SearchIndexes)
        Proxy.newProxyInstance(
            SeededIndexIT.class.getClassLoader(),
            new Class<?>[] {SearchIndexes.class},
            (self, method, arguments) -> {
              try {
                Object answer = method.invoke(sites.formerIndexes, arguments);
                if (method.getName().equals("snapshot")) {
                  happens.run();
                }
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
