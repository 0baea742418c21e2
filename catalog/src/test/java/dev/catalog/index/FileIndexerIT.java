package dev.catalog.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.FileIndexerSwitch;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileIndexerIT {
  private static final int FILES = IndexedSite.DOCUMENTS / 4;

  @TempDir private Path state;

  @Test
  void isSwitchedWithoutARestartAndGoesOnWhereItWas() throws Exception {
    var lever = new FileIndexerSwitch(state.resolve("file-indexer"), false);
    var pace = new Pace(5, 1 << 20, 1, 5, Duration.ofMillis(200));
    try (var site = IndexedSite.start();
        var indexer =
            new Indexer(
                Scope.FILES,
                pace,
                site.database.configuration(),
                site.index(Scope.FILES),
                stored -> stored,
                lever::isOn)) {
      indexer.start();
      IndexedSite.awaitStatus(indexer, "off");
      assertThat(site.client.call("GET", "/" + site.index(Scope.FILES).name()).missing()).isTrue();

      lever.turn(true);
      await().until(() -> indexer.status().indexed() >= 10);
      assertThat(indexer.status().status()).isEqualTo("indexing");
      assertThat(indexer.status().remaining()).isBetween(1L, FILES - 10L);

      lever.turn(false);
      IndexedSite.awaitStatus(indexer, "off");
      assertThat(site.client.call("GET", "/_alias/catalog-files").missing()).isTrue();
      var reached = site.index(Scope.FILES).progress().orElseThrow();
      assertThat(reached.unfinished()).isTrue();

      lever.turn(true);
      IndexedSite.awaitStatus(indexer, "waiting");
      var count = site.client.call("GET", "/catalog-files/_count").body().path("count");
      assertThat(count.asLong()).isEqualTo(FILES);
      var result = indexer.status().results().getFirst();
      assertThat(result.indexed()).isEqualTo(FILES);
      assertThat(result.full()).isTrue();
    }
  }
}
