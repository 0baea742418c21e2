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

class RollbackPlannerTest {
  private static final Set<Feature> ALL = EnumSet.allOf(Feature.class);
  private static final Set<Feature> NONE = EnumSet.noneOf(Feature.class);
  private static final RestorePoint POINT =
      new RestorePoint(
          "slipway-v42-20261123T070500000Z",
          2,
          Lsn.parse("0/5000028"),
          Instant.parse("2026-11-23T07:05:00.123456Z"),
          new TransactionSnapshot(800, 801));

  @Test
  void leadsFromTheSiteThatServesToTheFormerOneUnderItsOwnName() {
    Plan plan = plan(ALL, ALL);

    assertThat(plan.id()).isEqualTo("v42-rollback");
    assertThat(plan.current()).isEqualTo(TestRelease.NEW);
    assertThat(plan.request().candidate()).isEqualTo("v41-b");
    assertThat(plan.back()).isTrue();
  }

  @Test
  void movesTheTrafficBeforeTheDatabaseSoThatOnlyTheFormerVersionWrites() {
    assertThat(names(plan(ALL, ALL)))
        .containsExactly(
            "check-way-back",
            "switch-file-indexer-off",
            "install-keys",
            "enable-keys",
            "check-search",
            "wait-for-index",
            "announce-start",
            "prove-index",
            "switch-proxy:main",
            "switch-proxy:backup",
            "switch-database",
            "follow-new-database",
            "assign-roles",
            "activate-keys",
            "push-first-backup",
            "move-schedule",
            "soak",
            "switch-file-indexer-on",
            "announce-end");
  }

  @Test
  void asksOfEachSiteOnlyWhatItsOwnApplicationOffers() {
    assertThat(skipped(plan(ALL, NONE)))
        .containsExactly("check-search", "wait-for-index", "prove-index", "switch-file-indexer-on");
    assertThat(skipped(plan(NONE, ALL))).containsExactly("switch-file-indexer-off");
  }

  @Test
  void readsBackThePlanThatTheJournalKeeps() {
    Plan plan = plan(ALL, NONE);

    assertThat(PlanJson.read(PlanJson.write(plan))).isEqualTo(plan);
  }

  private static Plan plan(Set<Feature> live, Set<Feature> former) {
    World world =
        new World(
            TestRelease.NEW,
            live,
            List.of("main", "backup"),
            List.of("main"),
            List.of("write-backups"),
            new World.Offices(true, true, true, true),
            Forecast.of(List.of()));
    return new RollbackPlanner()
        .plan(
            new ReleaseRequest("v42", "production"),
            world,
            new Former(TestRelease.OLD, former, Optional.of(POINT)),
            Instant.parse("2026-11-23T05:00:00Z"));
  }

  private static List<String> names(Plan plan) {
    return plan.steps().stream().map(PlannedStep::name).toList();
  }

  private static List<String> skipped(Plan plan) {
    return plan.steps().stream()
        .filter(step -> step.skip().isPresent())
        .map(PlannedStep::name)
        .toList();
  }
}
