package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.error.SlipwayException;
import dev.slipway.service.Application.Feature;
import dev.slipway.service.Endpoint;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRole;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final ReleaseRequest V42 = new ReleaseRequest("v42", "production");
  private static final Instant NOW = Instant.parse("2026-11-23T05:00:00Z");
  private static final SiteRecord V41 =
      new SiteRecord(
          "v41-b",
          SiteRole.CURRENT,
          "v41.0",
          "4141414",
          "127.0.41.1",
          new Endpoint("127.0.41.1", 5432),
          new Endpoint("127.0.41.1", 6432),
          new Endpoint("127.0.41.1", 8080),
          new Endpoint("127.0.41.1", 9200));

  @Test
  void coversEveryRowOfTheProcedure() {
    Set<String> rows = new java.util.TreeSet<>();
    plan(EnumSet.allOf(Feature.class)).steps().forEach(step -> rows.addAll(step.rows()));

    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, 23).mapToObj(n -> "R" + n).toList());
  }

  @Test
  void movesTheDatabaseBeforeTheProxiesAndTheUpgradeAfterBoth() {
    assertThat(names(plan(EnumSet.allOf(Feature.class))))
        .containsSubsequence(
            "push-backup",
            "tag-release",
            "launch-candidate",
            "seed-index",
            "wait-for-index",
            "switch-database",
            "follow-new-database",
            "prove-index",
            "set-restore-point",
            "switch-proxy:main",
            "switch-proxy:backup",
            "upgrade-documents",
            "push-first-backup",
            "switch-file-indexer-on");
  }

  @Test
  void skipsAndNamesWhatTheApplicationDoesNotOffer() {
    Plan plan = plan(EnumSet.noneOf(Feature.class));

    assertThat(skipped(plan))
        .contains("switch-file-indexer-off", "wait-for-index", "prove-index", "upgrade-documents");
    assertThat(step(plan, "upgrade-documents").skip())
        .hasValueSatisfying(why -> assertThat(why).contains("descriptor"));
  }

  @Test
  void checksNoSearchClusterOfAnApplicationThatUsesNone() {
    assertThat(skipped(plan(EnumSet.complementOf(EnumSet.of(Feature.SEARCH)))))
        .contains("check-search");
    assertThat(skipped(plan(EnumSet.allOf(Feature.class)))).doesNotContain("check-search");
  }

  @Test
  void skipsAndNamesWhatTheEstateLeavesOut() {
    Plan plan = plan(EnumSet.allOf(Feature.class), new World.Offices(false, false, false, true));

    assertThat(skipped(plan))
        .contains("archive-logs", "close-tickets", "announce-start", "announce-end");
    assertThat(step(plan, "archive-logs").skip())
        .contains("the estate names no place to keep logs");
  }

  @Test
  void launchesATestSiteAndMovesItsUpstreamsOnlyWhenAsked() {
    assertThat(skipped(plan(EnumSet.allOf(Feature.class))))
        .contains("launch-test-site", "switch-test-proxy:main");

    Plan asked = plan(V42.withTestSite());

    assertThat(skipped(asked)).doesNotContain("launch-test-site", "switch-test-proxy:main");
    assertThat(names(asked)).doesNotContain("switch-test-proxy:backup");
    assertThat(step(asked, "launch-test-site").description()).contains("v42-test", "v42.0");
  }

  @Test
  void launchesTheDataNodesOfAClusteredSiteBeforeItsMaster() {
    assertThat(step(plan(EnumSet.allOf(Feature.class)), "launch-cluster").skip())
        .contains("the site is a single server");

    Plan plan = plan(V42.withDataNodes(Optional.of("v42-cluster"), 100));

    assertThat(names(plan))
        .containsSubsequence("launch-cluster", "launch-candidate", "set-replicas");
    assertThat(step(plan, "launch-cluster").skip()).isEmpty();
    assertThat(step(plan, "launch-cluster").description())
        .isEqualTo("100 data nodes of v42-cluster (v42-data1 to v42-data100), beside each other");
    assertThat(step(plan, "launch-candidate").description()).endsWith(", joins v42-cluster");
    assertThat(PlanJson.read(PlanJson.write(plan))).isEqualTo(plan);
  }

  @Test
  void refusesDataNodesForAnApplicationThatUsesNoSearch() {
    EnumSet<Feature> unsearched = EnumSet.complementOf(EnumSet.of(Feature.SEARCH));

    assertThatThrownBy(() -> plan(V42.withDataNodes(Optional.empty(), 3), unsearched))
        .isInstanceOf(SlipwayException.class)
        .hasMessageContaining("the application uses no search node");
    assertThatThrownBy(
            () -> plan(V42.withTestSite().withTestDataNodes(Optional.empty(), 2), unsearched))
        .hasMessageContaining("the application uses no search node");
  }

  @Test
  void theTestSiteMayHaveDataNodesOfItsOwn() {
    Plan plan = plan(V42.withTestSite().withTestDataNodes(Optional.empty(), 2));

    assertThat(skipped(plan))
        .contains("launch-cluster")
        .doesNotContain("launch-test-cluster", "set-test-replicas");
    assertThat(step(plan(V42.withTestSite()), "set-test-replicas").skip())
        .contains("the site is a single server");
    assertThat(step(plan, "launch-test-cluster").description())
        .startsWith("2 data nodes of v42-test-cluster (v42-test-data1, v42-test-data2)");
  }

  @Test
  void readsARequestThatAnEarlierVersionJournaled() {
    String now = PlanJson.write(plan(EnumSet.of(Feature.INDEXER)));
    String then = now.replace(",\"dataNodes\":null,\"testDataNodes\":null", "");

    assertThat(then).isNotEqualTo(now);
    assertThat(PlanJson.read(then)).isEqualTo(PlanJson.read(now));
  }

  @Test
  void seedsTheIndexUnlessAFullOneIsAskedForOrItCannotBe() {
    World world = world(EnumSet.allOf(Feature.class), new World.Offices(true, true, true, true));
    ReleaseRequest request = new ReleaseRequest("v42", "production");

    assertThat(skipped(new Planner().plan(request, world, NOW))).doesNotContain("seed-index");
    assertThat(step(new Planner().plan(request.withFullIndex(), world, NOW), "seed-index").skip())
        .contains("a full index was asked for");
    assertThat(step(plan(EnumSet.complementOf(EnumSet.of(Feature.SEED))), "seed-index").skip())
        .hasValueSatisfying(why -> assertThat(why).contains("descriptor"));
    World apart = world(EnumSet.allOf(Feature.class), new World.Offices(true, true, true, false));
    assertThat(step(new Planner().plan(request, apart, NOW), "seed-index").skip())
        .contains("search clusters on different machines share no place for a snapshot");
  }

  @Test
  void everyStepOfThePlanHasAName() {
    List<String> names = names(plan(EnumSet.allOf(Feature.class)));

    assertThat(names).doesNotHaveDuplicates();
  }

  @Test
  void readsBackThePlanThatTheJournalKeeps() {
    Plan plan = plan(EnumSet.of(Feature.INDEXER));

    assertThat(PlanJson.read(PlanJson.write(plan))).isEqualTo(plan);
  }

  private static Plan plan(ReleaseRequest request) {
    return plan(request, EnumSet.allOf(Feature.class));
  }

  private static Plan plan(ReleaseRequest request, Set<Feature> features) {
    World world = world(features, new World.Offices(true, true, true, true));
    return new Planner().plan(request, world, NOW);
  }

  private static Plan plan(Set<Feature> features) {
    return plan(features, new World.Offices(true, true, true, true));
  }

  private static Plan plan(Set<Feature> features, World.Offices offices) {
    return new Planner().plan(V42, world(features, offices), NOW);
  }

  private static World world(Set<Feature> features, World.Offices offices) {
    return new World(
        V41,
        features,
        List.of("main", "backup"),
        List.of("main"),
        List.of("write-backups"),
        offices,
        Forecast.of(List.of()));
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

  private static PlannedStep step(Plan plan, String name) {
    Optional<PlannedStep> found =
        plan.steps().stream().filter(step -> step.name().equals(name)).findFirst();
    return found.orElseThrow();
  }
}
