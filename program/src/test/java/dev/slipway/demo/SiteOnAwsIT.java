package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.CommandLineRun;
import dev.slipway.error.ErrorCode;
import dev.slipway.exec.Await;
import dev.slipway.service.BackupRepository;
import dev.slipway.service.SiteRecord;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
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

  @AutoClose private final AwsEstate estate = new AwsEstate();

  @BeforeEach
  void start() throws Exception {
    estate.start(FileServer.withLog(), 0);
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
    SiteRecord candidate = estate.site("v2-b");
    assertThat(page(candidate)).isEqualTo("v2\n");
    assertThat(estate.open().services().search(candidate).health().nodes()).isEqualTo(3);
    followsAsAStandby(candidate);
    theBucketKeepsNoSecret();
    isReachedBySsh();
    isTakenAway();
  }

  private CommandLineRun deploysWithoutShowingASecret() throws Exception {
    try (Canaries canaries = estate.canaries()) {
      CommandLineRun deployed =
          estate.run("deploy", "--candidate", "-n", "v2-b", "-b", "master", "--cluster-size", "2");

      assertThat(canaries.secrets()).hasSizeGreaterThanOrEqualTo(4 + 4);
      new AwsTraces(estate).showNoneOf(canaries);
      return deployed;
    }
  }

  private void followsAsAStandby(SiteRecord candidate) {
    Await.of("the write on " + candidate.name(), SOON)
        .untilTrue(() -> answer(candidate, "select max(id) from ledger").equals("42"));
    assertThat(answer(candidate, "select pg_is_in_recovery()")).isEqualTo("t");
  }

  private void theBucketKeepsNoSecret() {
    try (S3Client s3 = estate.account().s3()) {
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

    try (S3Client s3 = estate.account().s3()) {
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
    Await.of("the end of three instances", SOON)
        .untilTrue(() -> estate.account().instances().running() == 1);
    try (S3Client s3 = estate.account().s3()) {
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
    URI page = URI.create("http://%s/version.txt".formatted(site.application()));
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body();
    }
  }

  private void execute(SiteRecord site, String sql) throws SQLException {
    try (Connection connection = estate.database(site).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String answer(SiteRecord site, String sql) {
    try (Connection connection = estate.database(site).getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
