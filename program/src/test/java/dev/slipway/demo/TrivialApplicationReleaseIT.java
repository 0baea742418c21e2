package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.CommandLineRun;
import dev.slipway.drill.KillPoint;
import dev.slipway.error.ErrorCode;
import dev.slipway.exec.Await;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.Signal;
import dev.slipway.node.SiteFiles;
import dev.slipway.release.Plan;
import dev.slipway.release.PlannedStep;
import dev.slipway.release.ReleaseRequest;
import dev.slipway.release.Services;
import dev.slipway.service.AccessKey;
import dev.slipway.service.Backup;
import dev.slipway.service.Database;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.DatabaseStatus;
import dev.slipway.service.SearchCluster;
import dev.slipway.service.ServerRecord;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRole;
import dev.slipway.testing.KeepAliveClients;
import dev.slipway.testing.SteadyWriter;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What is released need not be the catalog: files and a table, with nothing but a health path and a
 * search node that it is told of. It is released to a site of two data nodes and a master. Clients
 * write through both sites' poolers all the time, the way back and forward again included, and
 * others ask through both proxies, an nginx and an HAProxy.
 */
class TrivialApplicationReleaseIT {
  private static final List<String> NOT_OFFERED =
      List.of(
          "switch-file-indexer-off",
          "seed-index",
          "wait-for-index",
          "prove-index",
          "upgrade-documents",
          "archive-logs",
          "switch-file-indexer-on");

  private static final int KILLED = 128 + 9;
  private static final int OTHERS = 1_000_000;
  private static final Duration SERVED = Duration.ofSeconds(30);
  private static final String PAGE = "/version.txt";
  private static final int CLIENTS = 2;
  private static final int OK = 200;
  private static final int METHOD_NOT_ALLOWED = 405;

  private final TestState state = new TestState();
  private final DemoEstate estate = new DemoEstate(state.folder().resolve("estate"), line -> {});
  private final Controllers controllers =
      new Controllers(estate.estateFile(), state.folder().resolve("controllers.out"));

  private Optional<BackupHaproxy> haproxy = Optional.empty();
  private List<KeepAliveClients> clients = List.of();

  @BeforeEach
  void start() throws IOException {
    estate.start(new FileServer(), DemoClusters.NONE);
    haproxy = Optional.of(BackupHaproxy.in(estate, site("v1-b")));
    clients = estate.proxyUrls().stream().map(TrivialApplicationReleaseIT::clientsOf).toList();
  }

  @AfterEach
  void stop() throws IOException {
    clients.forEach(KeepAliveClients::close);
    if (haproxy.isPresent()) {
      haproxy.get().close();
    }
    estate.close();
    state.close();
  }

  @Test
  void releasesFilesAndATableAndGoesBackAndForwardAgain() throws Exception {
    SiteRecord old = site("v1-b");
    execute(old, "create table ledger (id bigint)");
    SteadyWriter first = new SteadyWriter(pooler(old)::getConnection, 0);

    releases();
    SteadyWriter second = new SteadyWriter(pooler(site("v2-b"))::getConnection, OTHERS);
    second.awaitServed(SERVED);
    outlivesADataNode();
    goesBackThoughItsControllerIsKilled();
    goesForwardAgain();

    first.awaitServed(SERVED);
    second.awaitServed(SERVED);
    nothingIsLost(first, second);
    returnsToTheRestorePoint();
    isRetiredWhenAsked();
    noRequestFails();
  }

  private void releases() throws Exception {
    Plan plan = estate.open().releases().plan(new ReleaseRequest("v2", "production"));
    CommandLineRun release = startsWithoutShowingASecret(plan);

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
    assertThat(fresh.servers())
        .extracting(ServerRecord::name)
        .containsExactly("v2-b", "v2-b-data1", "v2-b-data2");
    assertThat(site("v1-b").role()).isEqualTo(SiteRole.FORMER);
    theProxiesAnswer("v2\n");
    assertThat(estate.open().services().backups(fresh).list()).hasSizeGreaterThan(1);
    requireJournalOf(release());
  }

  /** Two data nodes and the master's are three votes, of which two elect a manager. */
  private void outlivesADataNode() {
    SearchCluster search = estate.open().services().search(site("v2-b"));
    assertThat(search.health().nodes()).isEqualTo(3);
    SiteFiles files = SiteFiles.of(estate.open().estate().state(), "v2-b-data1");
    assertThat(new Daemons().signal(files.pidFile("search"), Signal.KILL)).isTrue();

    Await.of("two nodes with a manager", SERVED)
        .untilTrue(() -> search.health().nodes() == 2 && search.setReplicas(1) == 0);
  }

  /** In no plan, output, journal, log or process, nor in a file that others may read. */
  private CommandLineRun startsWithoutShowingASecret(Plan plan) throws Exception {
    try (Canaries canaries = new Canaries(estate.layout().folder())) {
      CommandLineRun release = real("release", "start", "v2", "--cluster-size", "2");

      int passwords = 4;
      int keys = 2 * estate.open().services().keyUsers().size();
      assertThat(canaries.secrets()).hasSizeGreaterThanOrEqualTo(passwords + keys);
      assertThat(canaries.in(plan + release.output() + release.errors() + release())).isFalse();
      assertThat(canaries.lyingAbout()).isEmpty();
      assertThat(canaries.shown()).isEmpty();
      return release;
    }
  }

  /** After the fence and before the promotion: the watch gives the database back. */
  private void goesBackThoughItsControllerIsKilled() throws Exception {
    List<String> back = List.of("release", "rollback", "v2");
    assertThat(controllers.runKilled(back, KillPoint.after("Database.fence"))).isEqualTo(KILLED);

    CommandLineRun resumed = real("release", "resume");

    assertThat(resumed.exitCode()).as(resumed.errors()).isZero();
    theProxiesAnswer("v1\n");
    theSitesAre("v1-b", "v2-b");
    theKeysWorkOn("v1-b");
    assertThat(state("v2")).isEqualTo(ReleaseState.ROLLED_BACK);
    assertThat(state("v2-rollback")).isEqualTo(ReleaseState.COMPLETED);
  }

  private void goesForwardAgain() throws Exception {
    CommandLineRun forward = real("release", "start", "v2", "--cluster-size", "2");

    assertThat(forward.exitCode()).as(forward.errors()).isZero();
    theProxiesAnswer("v2\n");
    theSitesAre("v2-b", "v1-b");
    theKeysWorkOn("v2-b");
    assertThat(state("v2")).isEqualTo(ReleaseState.COMPLETED);
    assertThat(estate.open().services().search(site("v2-b")).health().nodes()).isEqualTo(3);
  }

  /** The way back that loses what was written since, and keeps it where it was. */
  private void returnsToTheRestorePoint() throws Exception {
    List<Long> all = written(site("v2-b"));
    execute(site("v2-b"), "insert into ledger values (-1)");
    CommandLineRun asked = real("release", "rollback", "v2", "--to-restore-point");
    assertThat(asked.exitCode()).isEqualTo(ErrorCode.NOT_CONFIRMED.exitCode());
    assertThat(asked.errors()).contains("would be lost by now");
    List<String> back =
        List.of("release", "rollback", "v2", "--to-restore-point", "--confirm", "v2");
    assertThat(controllers.runKilled(back, KillPoint.after("Database.fence"))).isEqualTo(KILLED);
    theWatchGivesBack("v2-b");

    CommandLineRun resumed = real("release", "resume");

    assertThat(resumed.exitCode()).as(resumed.errors()).isZero();
    theProxiesAnswer("v1\n");
    assertThat(site("v1-r").role()).isEqualTo(SiteRole.CURRENT);
    theKeysWorkOn("v1-r");
    assertThat(all)
        .containsAll(written(site("v1-r")))
        .hasSizeGreaterThan(written(site("v1-r")).size());
    execute(site("v1-r"), "insert into ledger values (-2)");
    DatabaseStatus left = estate.open().services().database(site("v2-b")).status();
    assertThat(left.role()).isEqualTo(DatabaseRole.STOPPED);
    assertThat(left.fenced()).isTrue();
    whatWasLeftIsNotReleasedAgain();
  }

  private void theWatchGivesBack(String site) {
    Database database = estate.open().services().database(site(site));
    Await.of("writes on " + site, SERVED)
        .untilTrue(() -> database.status().role() == DatabaseRole.PRIMARY);
    assertThat(database.status().fenced()).isFalse();
  }

  private void whatWasLeftIsNotReleasedAgain() throws Exception {
    CommandLineRun again = real("release", "start", "v2", "--cluster-size", "2");

    assertThat(again.exitCode()).as(again.errors()).isEqualTo(ErrorCode.DATABASE_STATE.exitCode());
    assertThat(again.errors()).contains("check-estate", "does not follow that of v1-r");
    assertThat(state("v2")).isEqualTo(ReleaseState.ABORTED);
    theProxiesAnswer("v1\n");
  }

  private void isRetiredWhenAsked() {
    assertThat(real("site", "retire", "v1-r").exitCode())
        .isEqualTo(ErrorCode.RELEASE_STATE.exitCode());
    assertThat(real("site", "retire", "v2-b").exitCode())
        .isEqualTo(ErrorCode.NOT_CONFIRMED.exitCode());

    CommandLineRun retired = real("site", "retire", "v2-b", "--confirm", "v2-b");

    assertThat(retired.exitCode()).as(retired.errors()).isZero();
    assertThat(real("site", "list").output()).doesNotContain("v2-b").contains("v1-r");
  }

  private void theProxiesAnswer(String version) throws Exception {
    for (String proxy : estate.proxyUrls()) {
      assertThat(page(proxy + PAGE)).isEqualTo(version);
    }
  }

  /** By their roles, by their databases, and by the first backup of the new timeline. */
  private void theSitesAre(String current, String former) {
    assertThat(site(current).role()).isEqualTo(SiteRole.CURRENT);
    assertThat(site(former).role()).isEqualTo(SiteRole.FORMER);
    Database database = estate.open().services().database(site(current));
    DatabaseStatus status = database.status();
    assertThat(status.role()).isEqualTo(DatabaseRole.PRIMARY);
    assertThat(database.replayedBy(former)).isPresent();
    assertThat(estate.open().services().backups(site(current)).list())
        .extracting(Backup::timeline)
        .endsWith(status.timeline());
  }

  private void theKeysWorkOn(String site) {
    Services services = estate.open().services();
    for (var user : estate.open().estate().services().keys().users()) {
      assertThat(services.keyRing().keys(user.name()).stream().filter(AccessKey::active))
          .extracting(AccessKey::id)
          .containsExactly(
              services.credentials(site(site), user.name()).keyId(user.profile()).orElseThrow());
    }
  }

  private void nothingIsLost(SteadyWriter... writers) throws Exception {
    List<Long> acknowledged = new ArrayList<>();
    for (SteadyWriter writer : writers) {
      writer.end();
      assertThat(writer.failures()).isEmpty();
      writer.acknowledged().forEach(id -> acknowledged.add(id.longValue()));
    }
    assertThat(written(site("v2-b"))).containsExactlyInAnyOrderElementsOf(acknowledged);
  }

  private void noRequestFails() throws InterruptedException {
    for (KeepAliveClients each : clients) {
      List<KeepAliveClients.Request> requests = each.stop();
      assertThat(requests).hasSizeGreaterThan(1000);
      assertThat(requests).filteredOn(request -> request.failure().isPresent()).isEmpty();
    }
  }

  /** A file server takes no POST, but it is the one who says so. */
  private static KeepAliveClients clientsOf(String proxy) {
    return KeepAliveClients.start(
        URI.create(proxy + PAGE),
        CLIENTS,
        (sent, answer) -> answer.statusCode() == (sent.isEmpty() ? OK : METHOD_NOT_ALLOWED));
  }

  private CommandLineRun real(String... verb) {
    return CommandLineRun.real(
        Stream.concat(Stream.of(verb), Stream.of("--estate", estate.estateFile().toString()))
            .toArray(String[]::new));
  }

  private ReleaseState state(String release) {
    return estate.open().journal().find(release).orElseThrow().state();
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

  private DataSource pooler(SiteRecord site) throws SQLException {
    PGSimpleDataSource pooler = estate.database(site).unwrap(PGSimpleDataSource.class);
    pooler.setPortNumbers(new int[] {site.pooler().port()});
    pooler.setPrepareThreshold(0);
    return pooler;
  }

  private List<Long> written(SiteRecord site) throws SQLException {
    List<Long> ids = new ArrayList<>();
    try (Connection connection = estate.database(site).getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select id from ledger")) {
      while (rows.next()) {
        ids.add(rows.getLong(1));
      }
    }
    return ids;
  }

  private static String page(String url) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(url)).build();
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }
}
