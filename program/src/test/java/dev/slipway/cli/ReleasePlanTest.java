package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The clusters that a release is asked for. */
class ReleasePlanTest {
  @TempDir Path folder;
  private CliEstate estate;

  @BeforeEach
  void open() throws IOException {
    estate = CliEstate.in(folder);
  }

  @Test
  void showsDataNodesMasterAndReplicas() {
    CommandLineRun plan =
        estate.run("release plan v43 --cluster-size 100 --test-site --test-cluster-size 2");

    assertThat(plan.exitCode()).as(plan.errors()).isZero();
    assertThat(plan.output())
        .contains("100 data nodes of v43-b-cluster (v43-b-data1 to v43-b-data100)")
        .contains("v43-b at v43.0, its database a standby of v41-b, joins v43-b-cluster")
        .contains("2 data nodes of v43-test-cluster (v43-test-data1, v43-test-data2)")
        .contains("set-replicas", "wait-for-calm");
    assertThat(plan.errors()).contains("note: v43-b-cluster keeps no copy of its index");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --cluster-name c                                         | --cluster-name c needs --cluster-size
          --test-site --test-cluster-name c                        | --test-cluster-name c needs --test-cluster-size
          --cluster-size 0                                         | a cluster of 0 data nodes: it has at least one
          --test-cluster-size 3                                    | data nodes of a test site, and no test site
          --cluster-size 3 --cluster-name c --test-site --test-cluster-size 3 --test-cluster-name c | cluster c would be both sites'
          """)
  void refusesWhatMakesNoSenseTogetherWithAMessageOfItsOwn(String flags, String message) {
    for (String verb : List.of("plan", "start")) {
      CommandLineRun refused = estate.run("release %s v43 %s".formatted(verb, flags));

      assertThat(refused.exitCode()).isEqualTo(ErrorCode.USAGE.exitCode());
      assertThat(refused.errors()).contains(message).contains("hint: ");
    }
  }
}
