package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.service.Application.Feature;
import dev.slipway.service.Lsn;
import dev.slipway.service.RestorePoint;
import dev.slipway.service.TransactionSnapshot;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RestorePlannerTest {
  private static final RestorePoint POINT =
      new RestorePoint(
          "slipway-v42-20261123T070500000Z",
          2,
          Lsn.parse("0/5000028"),
          Instant.parse("2026-11-23T07:05:00.123456Z"),
          new TransactionSnapshot(800, 801));

  @Test
  void restoresBeforeItFencesAndMovesTheTrafficAfterwards() {
    Plan plan = plan(EnumSet.allOf(Feature.class));

    assertThat(plan.steps().stream().filter(step -> step.skip().isEmpty()))
        .extracting(PlannedStep::name)
        .containsExactly(
            "check-restore-point",
            "switch-file-indexer-off",
            "archive-restore-point",
            "launch-restored-site",
            "install-keys",
            "check-search",
            "wait-for-index",
            "announce-start",
            "replace-database",
            "switch-proxy:main",
            "assign-roles",
            "activate-keys",
            "push-first-backup",
            "move-schedule",
            "stop-left-sites",
            "soak",
            "switch-file-indexer-on",
            "announce-end");
  }

  @Test
  void saysWhichVersionComesBackAndFromWhen() {
    Plan plan = plan(EnumSet.noneOf(Feature.class));

    assertThat(plan.id()).isEqualTo("v42-rollback");
    assertThat(plan.restores()).isTrue();
    assertThat(plan.steps())
        .extracting(PlannedStep::description)
        .contains("v41-r at v41.0, its database restored up to slipway-v42-20261123T070500000Z");
  }

  @Test
  void readsBackThePlanThatTheJournalKeeps() {
    Plan plan = plan(EnumSet.of(Feature.INDEXER));

    assertThat(PlanJson.read(PlanJson.write(plan))).isEqualTo(plan);
  }

  private static Plan plan(Set<Feature> features) {
    World world =
        new World(
            TestRelease.NEW,
            features,
            List.of("main"),
            List.of(),
            List.of("write-backups"),
            new World.Offices(true, true, true, true),
            Forecast.of(List.of()));
    return new RestorePlanner()
        .plan(
            new ReleaseRequest("v42", "production").to("v41-r"),
            world,
            new Former(TestRelease.OLD, features, Optional.of(POINT)),
            Instant.parse("2026-11-23T07:30:00Z"));
  }
}
