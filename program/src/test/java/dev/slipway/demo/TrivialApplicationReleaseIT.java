package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.CommandLineRun;
import dev.slipway.release.Plan;
import dev.slipway.release.PlannedStep;
import dev.slipway.release.ReleaseRequest;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRole;
import dev.slipway.testing.TestState;
import dev.slipway.workflow.Outcome;
import dev.slipway.workflow.ReleaseRecord;
import dev.slipway.workflow.ReleaseState;
import dev.slipway.workflow.StepRecord;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is released need not be the catalog: files and a table, with nothing but a health path. */
class TrivialApplicationReleaseIT {
  private static final List<String> NOT_OFFERED =
      List.of(
          "switch-file-indexer-off",
          "check-search",
          "wait-for-index",
          "prove-index",
          "upgrade-documents",
          "archive-logs",
          "switch-file-indexer-on");

  private final TestState state = new TestState();
  private final DemoEstate estate = new DemoEstate(state.folder().resolve("estate"), line -> {});

  @BeforeEach
  void start() {
    estate.start(new FileServer());
  }

  @AfterEach
  void stop() throws IOException {
    estate.close();
    state.close();
  }

  @Test
  void releasesFilesAndATable() throws Exception {
    SiteRecord old = site("v1-b");
    execute(old, "create table visits (who text)");
    execute(old, "insert into visits values ('before')");

    Plan plan = estate.open().releases().plan(new ReleaseRequest("v2", "production"));
    CommandLineRun release =
        CommandLineRun.real("release", "start", "v2", "--estate", estate.estateFile().toString());

    assertThat(release.exitCode()).as(release.errors()).isZero();
    assertThat(plan.steps())
        .filteredOn(step -> NOT_OFFERED.contains(step.name()))
        .extracting(PlannedStep::skip)
        .hasSize(NOT_OFFERED.size())
        .allSatisfy(reason -> assertThat(reason).isPresent());
    assertThat(release.errors().lines())
        .filteredOn(line -> line.contains("upgrade-documents"))
        .singleElement()
        .asString()
        .contains("skipped", "the application's descriptor does not offer it");
    SiteRecord fresh = site("v2-b");
    assertThat(fresh.role()).isEqualTo(SiteRole.CURRENT);
    assertThat(site("v1-b").role()).isEqualTo(SiteRole.FORMER);
    for (String proxy : estate.proxyUrls()) {
      assertThat(page(proxy + "/version.txt")).isEqualTo("v2\n");
    }
    execute(fresh, "insert into visits values ('after')");
    assertThat(visits(fresh)).isEqualTo(2);
    assertThat(estate.open().services().backups(fresh).list()).hasSizeGreaterThan(1);
    requireJournalOf(release());
  }

  private ReleaseRecord release() {
    return estate.open().journal().find("v2").orElseThrow();
  }

  private static void requireJournalOf(ReleaseRecord release) {
    assertThat(release.state()).isEqualTo(ReleaseState.COMPLETED);
    assertThat(release.steps())
        .filteredOn(step -> step.outcome() instanceof Outcome.Skipped)
        .extracting(StepRecord::name)
        .containsAll(NOT_OFFERED);
  }

  private SiteRecord site(String name) {
    return estate.open().services().provider().find(name).orElseThrow();
  }

  private void execute(SiteRecord site, String sql) throws SQLException {
    try (Connection connection = estate.database(site).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long visits(SiteRecord site) throws SQLException {
    try (Connection connection = estate.database(site).getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from visits")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static String page(String url) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(url)).build();
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }
}
