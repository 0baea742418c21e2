package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.CommandLineRun;
import dev.slipway.error.ErrorCode;
import dev.slipway.exec.Await;
import dev.slipway.service.BackupRepository;
import dev.slipway.service.SiteRecord;
import dev.slipway.testing.TestState;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InstanceAttributeName;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Sites of an emulated AWS account come up by themselves: the instances execute the user data that
 * they were launched with, fetch Slipway, their manifest and their secrets from the bucket, and
 * restore the database from the backup that lies there.
 */
@Tag("nightly")
class SiteOnAwsIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final TestState state = new TestState();
  private final AwsEstate estate = new AwsEstate(state.folder().resolve("estate"));

  @BeforeEach
  void start() throws Exception {
    estate.start();
  }

  @AfterEach
  void stop() throws Exception {
    estate.close();
    state.close();
  }

  @Test
  void aClusteredCandidateComesUpByItselfAndIsTakenAwayAgain() throws Exception {
    SiteRecord first = estate.launchFirst();
    assertThat(page(first)).isEqualTo("v1\n");
    execute(first, "create table ledger (id bigint)");
    backUp(first);
    execute(first, "insert into ledger values (42)");

    CommandLineRun deployed = deploysWithoutShowingASecret();

    assertThat(deployed.exitCode()).as(deployed.errors()).isZero();
    assertThat(deployed.errors().lines())
        .anyMatch(line -> line.contains("v2-b-data2: ") && line.contains("is up"))
        .anyMatch(line -> line.contains("v2-b: ") && line.contains("database: "))
        .anyMatch(line -> line.contains("v2-b: ") && line.contains("is up"));
    SiteRecord candidate = estate.open().services().provider().find("v2-b").orElseThrow();
    assertThat(page(candidate)).isEqualTo("v2\n");
    assertThat(estate.open().services().search(candidate).health().nodes()).isEqualTo(3);
    followsAsAStandby(candidate);
    theBucketKeepsNoSecret();
    isReachedBySsh();
    isTakenAway();
  }

  private CommandLineRun deploysWithoutShowingASecret() throws Exception {
    try (Canaries canaries = new Canaries(estate.layout().folder())) {
      CommandLineRun deployed =
          estate.run("deploy", "--candidate", "-n", "v2-b", "-b", "master", "--cluster-size", "2");

      assertThat(canaries.secrets()).hasSizeGreaterThanOrEqualTo(4 + 4);
      assertThat(canaries.in(deployed.output() + deployed.errors() + userData())).isFalse();
      assertThat(canaries.lyingAbout()).isEmpty();
      assertThat(canaries.shown()).isEmpty();
      return deployed;
    }
  }

  private String userData() {
    StringBuilder all = new StringBuilder();
    try (Ec2Client ec2 = estate.ec2()) {
      ec2.describeInstances()
          .reservations()
          .forEach(
              reservation ->
                  reservation
                      .instances()
                      .forEach(instance -> all.append(userData(ec2, instance.instanceId()))));
    }
    assertThat(all).contains("slipway-first-start");
    return all.toString();
  }

  private static String userData(Ec2Client ec2, String id) {
    String encoded =
        ec2.describeInstanceAttribute(
                ask -> ask.instanceId(id).attribute(InstanceAttributeName.USER_DATA))
            .userData()
            .value();
    return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
  }

  private void followsAsAStandby(SiteRecord candidate) {
    Await.of("the write on " + candidate.name(), SOON)
        .untilTrue(() -> answer(candidate, "select max(id) from ledger").equals("42"));
    assertThat(answer(candidate, "select pg_is_in_recovery()")).isEqualTo("t");
  }

  private void theBucketKeepsNoSecret() {
    try (S3Client s3 = estate.s3()) {
      String last = "slipway/servers/v2-b/first-start.log";
      Await.of(last, SOON).untilTrue(() -> keys(s3, "slipway/servers/").contains(last));
      assertThat(keys(s3, "slipway/servers/"))
          .contains("slipway/servers/v2-b/manifest.json")
          .noneMatch(key -> key.contains("/secrets/"));
      assertThat(keys(s3, "slipway/program/")).hasSize(1);
    }
  }

  /** The host key is the one that the server published; another one is none. */
  private void isReachedBySsh() {
    CommandLineRun checked = estate.run("server", "check");
    assertThat(checked.exitCode()).as(checked.errors()).isZero();
    assertThat(checked.output()).contains("v1-b", "v2-b-data1", "v2-b-data2");

    CommandLineRun ran =
        estate.run("server", "run", "--server", "v2-b", "--", "ls", "/etc/slipway/manifest.json");
    assertThat(ran.exitCode()).as(ran.errors()).isZero();

    try (S3Client s3 = estate.s3()) {
      s3.putObject(
          put -> put.bucket("backups").key("slipway/servers/v2-b/host-key.pub"),
          RequestBody.fromString("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAA x\n"));
    }
    CommandLineRun refused = estate.run("server", "check", "--server", "v2-b");
    assertThat(refused.exitCode()).isEqualTo(ErrorCode.HOST_KEY_CHANGED.exitCode());
  }

  private void isTakenAway() {
    CommandLineRun gone = estate.run("deploy", "--teardown", "-n", "v2-b");

    assertThat(gone.exitCode()).as(gone.errors()).isZero();
    Await.of("the end of three instances", SOON).untilTrue(() -> estate.instances().running() == 1);
    try (S3Client s3 = estate.s3()) {
      assertThat(keys(s3, "slipway/servers/")).noneMatch(key -> key.contains("/v2-b"));
    }
  }

  private void backUp(SiteRecord site) {
    BackupRepository backups = estate.open().services().backups(site);
    backups.initialise();
    backups.push(line -> {});
  }

  private static List<String> keys(S3Client s3, String prefix) {
    return s3
        .listObjectsV2Paginator(list -> list.bucket("backups").prefix(prefix))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  private static String page(SiteRecord site) throws Exception {
    return AwsEstate.page("http://" + site.application() + "/version.txt");
  }

  private void execute(SiteRecord site, String sql) throws SQLException {
    try (Connection connection = connect(site);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String answer(SiteRecord site, String sql) {
    try (Connection connection = connect(site);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection connect(SiteRecord site) throws SQLException {
    var settings = estate.open().estate().database();
    return DriverManager.getConnection(
        "jdbc:postgresql://%s/%s".formatted(site.database(), settings.name()),
        settings.user(),
        settings.password().read().open());
  }
}
