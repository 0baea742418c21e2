package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.error.ErrorCode;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRole;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The flags of the hand procedure, one by one and together. */
class DeployTest {
  @TempDir Path folder;
  private CliEstate estate;

  @BeforeEach
  void open() throws IOException {
    estate = CliEstate.in(folder);
    estate.source.commit("master", "README", "text");
  }

  @Test
  void launchesTheDataNodesAndThenTheMasterAsTheHandProcedureDoes() {
    CommandLineRun nodes =
        deploy(
            "--elasticsearch yes --cluster-name v43-cluster --cluster-size 5"
                + " --profile-name production --name v43-data --instance-type m4.xlarge");
    assertThat(nodes.exitCode()).as(nodes.errors()).isZero();
    assertThat(nodes.output()).contains("v43-cluster", "v43-data1", "v43-data5");
    assertThat(nodes.errors()).contains("--instance-type m4.xlarge has no meaning");

    CommandLineRun master =
        deploy("-n v43-master --cluster-name v43-cluster --profile-name production --candidate");
    assertThat(master.exitCode()).as(master.errors()).isZero();
    assertThat(site("v43-master").servers()).hasSize(6);
  }

  @Test
  void launchesBothInOneCall() {
    CommandLineRun dry = deploy("-n v43-b --candidate --cluster-size 3 --dry-run");
    assertThat(dry.output())
        .contains("would launch 3 data nodes of v43-b-cluster (v43-b-data1, v43-b-data2")
        .contains("then candidate v43-b at master");
    assertThat(estate.provider.clusters()).isEmpty();

    assertThat(deploy("-n v43-b --candidate --cluster-size 3").exitCode()).isZero();
    assertThat(site("v43-b").cluster().orElseThrow().nodes())
        .containsExactly("v43-b-data1", "v43-b-data2", "v43-b-data3");
  }

  @Test
  void launchesTheSiteThatAnEstateBeginsWith() {
    estate.provider.terminate("v41-b");
    estate.provider.terminate("v42-b");

    CommandLineRun dry = deploy("--current -n v43-b --dry-run");
    assertThat(dry.output())
        .contains("would launch current v43-b at master")
        .contains("its database empty, then back it up each night");
    assertThat(estate.provider.sites()).isEmpty();

    CommandLineRun launched = deploy("--current -n v43-b --cluster-size 3");
    assertThat(launched.exitCode()).as(launched.errors()).isZero();
    assertThat(site("v43-b").role()).isEqualTo(SiteRole.CURRENT);
    assertThat(site("v43-b").servers()).hasSize(4);
    assertThat(estate.schedule(site("v43-b")).find("nightly-backup")).isPresent();
    assertThat(launched.errors())
        .contains("next: slipway proxy switch v43-b", "next: slipway keys rotate --site v43-b")
        .contains("next: slipway backup push --site v43-b");

    assertThat(deploy("--current -n v43-b --cluster-size 3").exitCode()).isZero();
    assertThat(estate.provider.sites()).hasSize(1);
  }

  @Test
  void anEstateBeginsOnce() {
    CommandLineRun serving = deploy("--current -n v43-b");
    assertThat(serving.exitCode()).isEqualTo(ErrorCode.RELEASE_STATE.exitCode());
    assertThat(serving.errors())
        .contains("an estate begins with one site, and v41-b is there already: current")
        .contains("hint: the next version comes by a release")
        .contains("`slipway site retire`");

    estate.provider.terminate("v41-b");
    CommandLineRun following = deploy("--current -n v43-b");
    assertThat(following.exitCode()).isEqualTo(ErrorCode.RELEASE_STATE.exitCode());
    assertThat(following.errors()).contains("v42-b is there already: candidate");
    assertThat(estate.provider.find("v43-b")).isEmpty();
  }

  @Test
  void anEstateWithoutASiteIsToldHowItBegins() {
    estate.provider.terminate("v41-b");
    estate.provider.terminate("v42-b");

    CommandLineRun early = deploy("--candidate -n v43-b");

    assertThat(early.exitCode()).isEqualTo(ErrorCode.RELEASE_STATE.exitCode());
    assertThat(early.errors()).contains("hint: launch the one that it begins with");
  }

  @Test
  void refusesTheMasterBeforeItsDataNodesWithTheRightOrder() {
    CommandLineRun early = deploy("-n v43-master --cluster-name v43-cluster --candidate");
    assertThat(early.exitCode()).isEqualTo(ErrorCode.CLUSTER_UNKNOWN.exitCode());
    assertThat(early.errors()).contains("hint: the data nodes come first");
  }

  @Test
  void takesAwayWhatItLaunchedWithItsDataNodes() {
    CommandLineRun launched = deploy("-n v43-test --test --cluster-size 2");
    assertThat(launched.exitCode()).as(launched.errors()).isZero();
    CommandLineRun dry = deploy("--teardown -n v43-test --dry-run");
    assertThat(dry.output())
        .contains("would take away v43-test, test at master", "v43-test-data1, v43-test-data2");
    assertThat(estate.provider.find("v43-test")).isPresent();

    CommandLineRun gone = deploy("--teardown -n v43-test");

    assertThat(gone.exitCode()).as(gone.errors()).isZero();
    assertThat(gone.output()).contains("gone: v43-test, v43-test-data1, v43-test-data2");
    assertThat(estate.provider.find("v43-test")).isEmpty();
    assertThat(estate.provider.clusters()).isEmpty();
    assertThat(deploy("--teardown -n v43-test").exitCode())
        .isEqualTo(ErrorCode.SITE_UNKNOWN.exitCode());
  }

  @Test
  void takesAwayDataNodesThatNoSiteHasJoined() {
    deploy("--elasticsearch yes --cluster-name v43-cluster --cluster-size 2");
    assertThat(deploy("--teardown --cluster-name v43-cluster").exitCode()).isZero();
    assertThat(estate.provider.clusters()).isEmpty();

    deploy("-n v43-b --candidate --cluster-size 2");
    CommandLineRun joined = deploy("--teardown --cluster-name v43-b-cluster");
    assertThat(joined.exitCode()).isEqualTo(ErrorCode.RELEASE_STATE.exitCode());
    assertThat(joined.errors()).contains("site v43-b's");
  }

  @Test
  void neverTakesAwayWhatServes() {
    CommandLineRun refused = deploy("--teardown -n v41-b");
    assertThat(refused.exitCode()).isEqualTo(ErrorCode.RELEASE_STATE.exitCode());
    assertThat(refused.errors()).contains("v41-b is the current site");
    assertThat(estate.provider.find("v41-b")).isPresent();
    assertThat(deploy("--teardown").exitCode()).isEqualTo(ErrorCode.USAGE.exitCode());
  }

  @Test
  void aSingleDataNodeHasTheNameThatItIsGiven() {
    deploy("--search yes --cluster-name v43-cluster --cluster-size 2");
    deploy("--search yes --cluster-name v43-cluster --cluster-size 1 --name v43-data7");
    deploy("--search YES --cluster-name v43-cluster --node-name v43-data9");
    assertThat(estate.provider.clusters().getFirst().nodes())
        .containsExactly("v43-data1", "v43-data2", "v43-data7", "v43-data9");
  }

  @Test
  void saysHowADataNodeIsDeployedBeforeItIs() {
    assertThat(deploy("--search yes --cluster-name c --node-name c-data1 --dry-run").output())
        .isEqualToIgnoringNewLines("would launch 1 data node of c (c-data1)");
    assertThat(estate.provider.clusters()).isEmpty();
  }

  @Test
  void saysWhatALostNodeWouldMeanForASmallCluster() {
    assertThat(deploy("--search yes --cluster-name c --cluster-size 2 --dry-run").errors())
        .contains("note: c has 2 voting nodes: until its master joins, the loss of one stops it");
    assertThat(deploy("-n c --cluster-size 1 --dry-run").errors())
        .contains("note: c-cluster has one data node");
    assertThat(deploy("-n c --cluster-size 2 --dry-run").errors()).doesNotContain("voting");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --cluster-size 0                                                  | a cluster has at least one data node
          --elasticsearch yes --candidate --cluster-name c --cluster-size 3 | data nodes have no role, so --candidate does not go
          --elasticsearch yes --test --cluster-name c --cluster-size 3      | data nodes have no role, so --test does not go
          --elasticsearch yes --cluster-size 3                              | --elasticsearch yes needs --cluster-name
          --elasticsearch yes --cluster-name c                              | --elasticsearch yes needs --cluster-size
          --node-name c-data1                                               | --node-name is of a data node and needs --elasticsearch yes
          --search yes --cluster-name c --cluster-size 2 --node-name n      | names one data node, and --cluster-size asks for 2
          --search yes --cluster-name c --name a --node-name b              | --name and --node-name both name the data node
          --candidate --profile-name demo                                   | the candidate site is of profile production
          --current --profile-name demo                                     | the current site is of profile production
          --elasticsearch yes --current --cluster-name c --cluster-size 3   | data nodes have no role, so --current does not go
          --candidate --current                                             | mutually exclusive
          --profile-name nowhere                                            | the estate has no profile nowhere
          --candidate --test                                                | mutually exclusive
          --elasticsearch maybe                                             | maybe
          """)
  void refusesWhatMakesNoSenseTogetherWithAMessageOfItsOwn(String flags, String message) {
    CommandLineRun refused = deploy(flags);
    assertThat(refused.exitCode()).isEqualTo(ErrorCode.USAGE.exitCode());
    assertThat(refused.errors()).contains(message).contains("hint: ");
    assertThat(refused.errors().lines()).hasSize(2);
  }

  @Test
  void explainsEachFlagWithTheExamplesOfTheProcedure() {
    assertThat(deploy("--help").output())
        .contains("--search, --elasticsearch", "--cluster-name", "--cluster-size", "--node-name")
        .contains("--profile-name", "--instance-type", "--candidate", "--test", "--dry-run")
        .contains("--current", "slipway deploy --current -b v41.0 -n v41-b")
        .contains("the data nodes, then the master,")
        .contains("--elasticsearch yes --cluster-name v42-cluster")
        .contains("-n v42-master --cluster-name v42-cluster");
  }

  private SiteRecord site(String name) {
    return estate.provider.find(name).orElseThrow();
  }

  private CommandLineRun deploy(String flags) {
    return estate.run("deploy " + flags);
  }
}
