package dev.catalog.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.document.DataSources;
import dev.catalog.document.Tables;
import dev.catalog.document.Types;
import dev.catalog.document.Upgrades;
import dev.catalog.support.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BatchUpgradeIT {

  @Test
  void upgradesInBatchesListsWhatFailsAndIsSafeToRunAgain() throws Exception {
    var types = Types.ofThisRelease();
    try (var database = TestDatabase.start();
        var source = DataSources.pooled(database.configuration(), 3);
        var connection = database.connect();
        var statement = connection.createStatement()) {
      Tables.create(source);
      statement.execute(
          """
          insert into documents
          select gen_random_uuid(), 'biosample', 'B' || n, 1,
                 jsonb_build_object('model_organism_age', case n when 7 then 'old' else '3' end),
                 gen_random_uuid(), pg_current_xact_id()
          from generate_series(1, 95) n""");
      var upgrade = new BatchUpgrade(source, types, new Upgrades(types, Steps.all()), 10, 2);

      var first = new ArrayList<BatchUpgrade.Outcome>();
      assertThat(upgrade.run(first::add)).isFalse();
      assertThat(first).hasToString("[biosample: updated 94 of 95 (errors 1)]");
      assertThat(first.getFirst().errors().values())
          .containsExactly("B7: model_organism_age 'old' is neither a number nor a range");

      statement.execute(
          """
          update documents set properties = '{"model_organism_age": "4"}', tid = gen_random_uuid()
          where accession = 'B7'""");
      var second = new ArrayList<BatchUpgrade.Outcome>();
      assertThat(upgrade.run(second::add)).isTrue();
      assertThat(second).hasToString("[biosample: updated 1 of 95 (errors 0)]");
      assertThat(upgrade.run(outcome -> assertThat(outcome.updated()).isZero())).isTrue();
      var rows = statement.executeQuery("select count(*) from transactions where verb = 'upgrade'");
      rows.next();
      assertThat(List.of(rows.getInt(1))).containsExactly(95);
    }
  }
}
