package dev.catalog.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.RunningCatalog;
import dev.catalog.support.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StandbyIT {
  private static final String DOCUMENT = "{\"accession\":\"A1\"}";

  @TempDir private Path folder;

  @Test
  void servesReadsInRecoveryRefusesWritesAndGoesOnAfterThePromotion() throws Exception {
    try (var primary = TestDatabase.start();
        var standby = primary.standby();
        var old = new RunningCatalog(primary, folder);
        var candidate = new RunningCatalog(standby, folder)) {
      old.await(200);
      assertThat(old.send("POST", "/experiment", DOCUMENT).status()).isEqualTo(201);
      candidate.await(200);
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> candidate.send("GET", "/experiment/A1", "").status() == 200);

      var health = candidate.send("GET", "/health", "").body();
      assertThat(health.at("/database/recovery").asBoolean()).isTrue();
      var refused = candidate.send("POST", "/experiment", "{\"accession\":\"A2\"}");
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.header("Retry-After")).contains("1");
      assertThat(candidate.send("PATCH", "/experiment/A1", "{\"doi\":\"x\"}").status())
          .isEqualTo(503);

      standby.promote();
      assertThat(candidate.send("POST", "/experiment", "{\"accession\":\"A2\"}").status())
          .isEqualTo(201);
      health = candidate.send("GET", "/health", "").body();
      assertThat(health.at("/database/recovery").asBoolean(true)).isFalse();
    }
  }

  @Test
  void livesThroughAStopOfItsDatabase() throws Exception {
    try (var database = TestDatabase.start();
        var catalog = new RunningCatalog(database, folder).await(200)) {
      database.stop();
      catalog.await(503);
      database.up();
      catalog.await(200);
      assertThat(catalog.send("POST", "/experiment", DOCUMENT).status()).isEqualTo(201);
    }
  }
}
