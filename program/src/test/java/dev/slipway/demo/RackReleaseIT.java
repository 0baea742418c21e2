package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.CommandLineRun;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRole;
import dev.slipway.testing.SteadyWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A release from one machine to another and back, as it is typed on a third: the controller has the
 * estate and its secrets, the servers have nothing but their manifests. Clients write through the
 * poolers of both machines all the time.
 */
@Tag("nightly")
class RackReleaseIT {
  private static final Duration SERVED = Duration.ofSeconds(30);
  private static final int OTHERS = 1_000_000;

  private RackEstate estate;

  @BeforeEach
  void start() throws IOException {
    estate = new RackEstate(FileServer.withoutSearch());
  }

  @AfterEach
  void stop() throws IOException {
    estate.close();
  }

  @Test
  void releasesToAnotherMachineAndBackWithoutAFailedWrite() throws Exception {
    SiteRecord old = site("v1-b");
    execute(old, "create table ledger (id bigint)");
    SteadyWriter first = new SteadyWriter(() -> pooler(old), 0);

    run("release", "start", "v2");
    theProxyAnswers("v2\n");
    theSitesAre("v2-b", "v1-b");
    SiteRecord fresh = site("v2-b");
    SteadyWriter second = new SteadyWriter(() -> pooler(fresh), OTHERS);
    second.awaitServed(SERVED);
    run("backup", "push", "--no-proof");

    run("release", "rollback", "v2");
    theProxyAnswers("v1\n");
    theSitesAre("v1-b", "v2-b");
    first.awaitServed(SERVED);
    second.awaitServed(SERVED);
    nothingIsLost(first, second);
  }

  /** By their roles, databases and schedules. */
  private void theSitesAre(String current, String former) {
    assertThat(site(current).role()).isEqualTo(SiteRole.CURRENT);
    assertThat(site(former).role()).isEqualTo(SiteRole.FORMER);
    var database = estate.open().services().database(site(current));
    assertThat(database.status().role()).isEqualTo(DatabaseRole.PRIMARY);
    assertThat(database.replayedBy(former)).isPresent();
    assertThat(crontab(current)).content().contains("node backup ");
    assertThat(crontab(former))
        .satisfiesAnyOf(
            file -> assertThat(file).doesNotExist(),
            file -> assertThat(file).content().doesNotContain("node backup "));
  }

  private Path crontab(String site) {
    String address = site(site).address();
    return estate.rack().servers().stream()
        .filter(server -> server.address().equals(address))
        .findFirst()
        .orElseThrow()
        .written(Path.of("/etc/cron.d/slipway-" + site));
  }

  private void theProxyAnswers(String version) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI page = URI.create(estate.proxyUrl() + "/version.txt");
      var answer = client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
      assertThat(answer.body()).isEqualTo(version);
    }
  }

  private void nothingIsLost(SteadyWriter... writers) throws Exception {
    Set<Integer> acknowledged = new TreeSet<>();
    for (SteadyWriter writer : writers) {
      writer.end();
      assertThat(writer.failures()).isEmpty();
      acknowledged.addAll(writer.acknowledged());
    }
    assertThat(written()).isEqualTo(acknowledged);
  }

  private Set<Integer> written() throws SQLException {
    try (Connection connection = database(site("v1-b"));
        Statement statement = connection.createStatement();
        var row = statement.executeQuery("select string_agg(id::text, ' ') from ledger")) {
      row.next();
      return Stream.of(row.getString(1).split(" ", -1))
          .map(Integer::valueOf)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private void run(String... verb) {
    String[] all =
        Stream.concat(Stream.of(verb), Stream.of("--estate", estate.estateFile().toString()))
            .toArray(String[]::new);
    CommandLineRun run = CommandLineRun.real(all);
    assertThat(run.exitCode()).as(run.errors()).isZero();
  }

  private SiteRecord site(String name) {
    return estate.open().services().provider().find(name).orElseThrow();
  }

  private void execute(SiteRecord site, String sql) throws SQLException {
    try (Connection connection = database(site);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection database(SiteRecord site) throws SQLException {
    return connect("jdbc:postgresql://%s/files".formatted(site.database()));
  }

  private Connection pooler(SiteRecord site) throws SQLException {
    return connect("jdbc:postgresql://%s/files?prepareThreshold=0".formatted(site.pooler()));
  }

  private Connection connect(String url) throws SQLException {
    var database = estate.open().estate().database();
    return DriverManager.getConnection(url, database.user(), database.password().read().open());
  }
}
