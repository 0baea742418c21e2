package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.config.EstateFile;
import dev.slipway.error.ErrorCode;
import dev.slipway.service.ClusterRequest;
import dev.slipway.service.SiteRequest;
import dev.slipway.service.SiteRole;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Care of the search cluster of v43-b, which has three data nodes. */
class ClusterVerbsTest {
  private static final String COMMIT = "1".repeat(40);

  private static final String LAB =
      """

      profiles:
        lab:
          provider: local
          network: 127.0.42.0/24
          search: {replicas: 2}
      """;

  @TempDir Path folder;
  private CliEstate estate;

  @BeforeEach
  void launch() throws IOException {
    estate = CliEstate.in(folder, EstateFile.reference().replace("\nprofiles:\n", LAB));
    estate.search.nodes(List.of());
    estate.provider.nodesOf(estate.search);
    estate.provider.launchCluster(
        new ClusterRequest(
            "v43-b-cluster", ClusterRequest.numbered("v43-b-data", 3), "v43.0", COMMIT),
        Duration.ZERO,
        line -> {});
    estate.provider.launch(
        new SiteRequest("v43-b", SiteRole.CANDIDATE, "v43.0", COMMIT, Optional.of(estate.old))
            .joining("v43-b-cluster"),
        Duration.ZERO,
        line -> {});
    estate.search.createIndex("docs", 1);
  }

  @Test
  void healthNamesTheNodeThatIsMissingAndWhatIsDoneAboutIt() throws IOException {
    assertThat(run("cluster health v43-b").output())
        .contains("v43-b is green: 3 data nodes", "passes");
    estate.search.leave("v43-b-data1");

    CommandLineRun yellow = run("cluster health v43-b");
    assertThat(yellow.exitCode()).isEqualTo(ErrorCode.SEARCH_UNHEALTHY.exitCode());
    assertThat(yellow.output())
        .contains("yellow: 2 data nodes, not there: v43-b-data1")
        .contains("replica of shard 0 of docs, which was on v43-b-data1, has no place: its node")
        .contains("Slipway will wait");
    JsonNode json = new ObjectMapper().readTree(run("cluster health v43-b --output json").output());
    assertThat(json.at("/health/color").asText()).isEqualTo("yellow");
    assertThat(json.at("/copies/0/reason").asText()).isEqualTo("WaitsForNode");
    assertThat(json.at("/copies/0/was").asText()).isEqualTo("v43-b-data1");
    assertThat(json.at("/passes").asBoolean()).isFalse();
  }

  @Test
  void healthFixesWhatIsSafe() {
    estate.search.createIndex("greedy", 5);
    estate.search.giveUp("docs");

    assertThat(run("cluster health v43-b --fix --dry-run").output())
        .contains("would try again", "lower the replicas to 2");
    assertThat(estate.search.status().replicas()).containsEntry("greedy", 5);
    CommandLineRun fixed = run("cluster health v43-b --fix");
    assertThat(fixed.exitCode()).as(fixed.errors()).isZero();
    assertThat(fixed.output()).contains("v43-b is green");
  }

  @Test
  void replicasAreClampedAndItIsSaid() {
    assertThat(run("cluster replicas 7 v43-b --dry-run").output())
        .contains("would set 2 replicas", "not 7");
    assertThat(estate.search.status().replicas()).containsEntry("docs", 1);
    assertThat(run("cluster replicas 7 v43-b").output())
        .contains("2 replicas in every index of v43-b, not 7: its data nodes can hold no more");
    assertThat(run("cluster replicas 1 v43-b").output()).doesNotContain("not 1");
    assertThat(run("cluster replicas -1 v43-b").exitCode()).isEqualTo(ErrorCode.USAGE.exitCode());
  }

  @Test
  void aNodeIsReplacedUnderTheNameThatFollowsFromItsOwn() throws IOException {
    assertThat(run("cluster replace v43-b-data2 --dry-run").output())
        .contains("would launch v43-b-data2-r1 in the place of v43-b-data2");
    assertThat(nodes()).hasSize(3).contains("v43-b-data2");

    CommandLineRun done = run("cluster replace v43-b-data2 --replicas 2 --output json");
    assertThat(done.exitCode()).as(done.errors()).isZero();
    assertThat(new ObjectMapper().readTree(done.output()).at("/health/color").asText())
        .isEqualTo("GREEN");
    assertThat(done.errors()).contains("draining v43-b-data2", "replicas: 2");
    assertThat(nodes()).contains("v43-b-data2-r1").doesNotContain("v43-b-data2");

    assertThat(run("cluster replace v43-b-data2").exitCode()).as("once more: finished").isZero();
    assertThat(nodes()).hasSize(3);
  }

  @Test
  void nodesAreAddedAndRemoved() {
    assertThat(run("cluster add v43-b --size 5 --dry-run").output())
        .contains("would launch v43-b-data4, v43-b-data5");
    assertThat(run("cluster add v43-b --node-name v43-b-data9").output())
        .contains("added v43-b-data9", "green with 4 data nodes");
    assertThat(run("cluster remove v43-b-data9 --dry-run").output()).contains("would drain");
    assertThat(run("cluster remove v43-b-data9").output()).contains("removed v43-b-data9");
    assertThat(nodes()).hasSize(3);

    run("cluster replicas 2 v43-b");
    CommandLineRun needed = run("cluster remove v43-b-data1");
    assertThat(needed.exitCode()).isEqualTo(ErrorCode.NODE_NEEDED.exitCode());
    assertThat(needed.errors())
        .contains("hint: lower them first: slipway cluster replicas 1 v43-b-cluster");
  }

  @Test
  void addingUpToASizeAgainAddsNothing() {
    assertThat(run("cluster add v43-b --size 4").output())
        .contains("added v43-b-data4", "green with 4 data nodes");
    assertThat(run("cluster add v43-b --size 4 --dry-run").output())
        .contains("would launch nothing, all are there");
    CommandLineRun again = run("cluster add v43-b --size 4");
    assertThat(again.exitCode()).as(again.errors()).isZero();
    assertThat(nodes()).hasSize(4);
  }

  @Test
  void dataNodesThatNoMasterHasJoinedAreCaredForByTheirClustersName() {
    estate.provider.launchCluster(
        new ClusterRequest("v44", ClusterRequest.numbered("v44-data", 2), "v44.0", COMMIT),
        Duration.ZERO,
        line -> {});
    estate.search.leave("v44-data2");

    assertThat(run("cluster health v44").output())
        .contains("v44 is ", "not there: v44-data2")
        .doesNotContain("v43-b");
    assertThat(run("cluster replicas 1 v44 --dry-run").output()).contains("every index of v44");
    assertThat(run("cluster add v44 --node-name v44-data3").output()).contains("added v44-data3");
    assertThat(run("cluster remove v44-data3").output()).contains("removed v44-data3");
    assertThat(run("cluster health v43-b-cluster").output()).contains("v43-b is ");
  }

  @Test
  void newNodesAreOfTheProfileThatTheClusterIsOf() {
    estate.clustersProfile = "lab";

    assertThat(run("cluster replace v43-b-data2 --dry-run").output())
        .contains("then set the replicas to 2");
    assertThat(run("cluster replace v43-b-data2 --dry-run --profile-name production").output())
        .doesNotContain("replicas");
  }

  @Test
  void aNodeThatNobodyKnowsIsAnsweredWithThoseThereAre() {
    CommandLineRun unknown = run("cluster replace v43-b-data7");
    assertThat(unknown.exitCode()).isEqualTo(ErrorCode.CLUSTER_UNKNOWN.exitCode());
    assertThat(unknown.errors()).contains("no cluster has a data node v43-b-data7", "v43-b-data1");
    CommandLineRun single = run("cluster add v42-b --size 3");
    assertThat(single.exitCode()).isEqualTo(ErrorCode.CLUSTER_UNKNOWN.exitCode());
    assertThat(single.errors()).contains("v42-b is a single server");
    assertThat(run("cluster add v43-b").exitCode()).isEqualTo(ErrorCode.USAGE.exitCode());
    assertThat(run("cluster add v43-b --size 2").errors())
        .contains("has 3 data nodes, more than 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"health", "replicas", "replace", "add", "remove"})
  void everyVerbTeachesWithExamples(String verb) {
    assertThat(run("cluster " + verb + " --help").output())
        .contains("Example", "slipway cluster " + verb, "--dry-run", "--output");
  }

  private List<String> nodes() {
    return estate.provider.clusters().getFirst().nodes();
  }

  private CommandLineRun run(String line) {
    return estate.run(line);
  }
}
