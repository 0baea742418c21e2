package dev.catalog.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.TestDatabase;
import org.junit.jupiter.api.Test;

final class TablesIT {

  @Test
  void createsItsTablesOnceAndWritesNothingOnAStandby() throws Exception {
    try (var primary = TestDatabase.start();
        var standby = primary.standby();
        var pool = DataSources.pooled(primary.configuration(), 2);
        var standbyPool = DataSources.pooled(standby.configuration(), 2)) {
      Tables.create(standbyPool);
      Tables.create(pool);
      Tables.create(pool);
      try (var connection = primary.connect()) {
        assertThat(Tables.condition(connection)).isEqualTo(Tables.Condition.READY);
      }
    }
  }
}
