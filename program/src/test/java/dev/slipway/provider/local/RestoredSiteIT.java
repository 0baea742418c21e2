package dev.slipway.provider.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.driver.postgres.PostgresDatabase;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.LocalRunner;
import dev.slipway.exec.Signal;
import dev.slipway.node.Manifest;
import dev.slipway.node.NodeMain;
import dev.slipway.node.ServerParts;
import dev.slipway.service.RestorePoint;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRequest;
import dev.slipway.service.SiteRole;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Sites that are restored from a real backup of a real current site, and follow it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RestoredSiteIT {
  private static final Duration DEADLINE = Duration.ofMinutes(3);

  private final LocalSites sites = new LocalSites();
  private LocalProvider provider;
  private SiteRecord current;
  private String next;

  @BeforeAll
  void backUpTheCurrentSite() throws Exception {
    sites.withBackups();
    provider = sites.provider();
    String commit = sites.application().good();
    next = sites.application().better();
    var request = new SiteRequest("v1-b", SiteRole.CURRENT, "v1", commit, Optional.empty());
    current = provider.launch(request, DEADLINE, line -> {});
    execute(current, "create table orders (id int)");
    parts("v1-b").backup(new LocalRunner(), new Daemons()).orElseThrow().push(line -> {});
    execute(current, "insert into orders values (1)");
  }

  @AfterAll
  void terminateAll() {
    sites.close();
  }

  @Test
  void aCandidateFollowsTheCurrentSiteAndArchivesNothing() throws Exception {
    SiteRecord candidate = launch("v2-b", SiteRole.CANDIDATE, line -> {});
    execute(current, "insert into orders values (2)");
    awaitOrders(candidate, 2);
    assertThat(ask(candidate, "select pg_is_in_recovery()")).isEqualTo("t");
    assertThat(ask(candidate, "show archive_mode")).isEqualTo("on");
    assertThat(ask(candidate, "show archive_command")).isIn("", "(disabled)");
    assertThat(parts("v2-b").variables().in("${app.fileIndexer}")).isEqualTo("off");
    assertThatThrownBy(() -> execute(candidate, "insert into orders values (3)"))
        .hasMessageContaining("read-only");
    provider.terminate("v2-b");
  }

  @Test
  void aSiteIsRestoredUpToAPlaceInTheLogAndPromotedThere() throws Exception {
    execute(current, "insert into orders values (10)");
    RestorePoint point = mark("before-the-release");
    execute(current, "insert into orders values (11)");

    SiteRecord restored =
        provider.launch(request("v1-r", SiteRole.CANDIDATE).until(point), DEADLINE, line -> {});

    assertThat(ask(restored, "select pg_is_in_recovery()")).isEqualTo("t");
    try (PostgresDatabase database = database(restored)) {
      database.preparePromotion(DEADLINE);
      database.promote(DEADLINE);
      assertThat(database.status().timeline()).isEqualTo(point.timeline() + 1);
    }
    execute(restored, "insert into orders values (12)");
    assertThat(ask(restored, "select string_agg(id::text, ' ' order by id) from orders"))
        .endsWith("10 12");
    provider.terminate("v1-r");
  }

  /** And has it in the archive. */
  private RestorePoint mark(String name) {
    try (PostgresDatabase database = database(current)) {
      RestorePoint point = database.setRestorePoint(name);
      database.archive(point.position(), DEADLINE);
      return point;
    }
  }

  private PostgresDatabase database(SiteRecord site) {
    return new PostgresDatabase(
        parts(site.name()).database(Set::of, Optional.empty()), new LocalRunner(), new Daemons());
  }

  @Test
  void aCandidateThatWasKilledInItsRestoreIsFinished() throws Exception {
    List<String> log = new CopyOnWriteArrayList<>();
    assertThatThrownBy(
            () ->
                launch(
                    "v3-b",
                    SiteRole.CANDIDATE,
                    line -> {
                      log.add(line);
                      if (line.contains("restoring")) {
                        kill("v3-b");
                      }
                    }))
        .isInstanceOf(SlipwayException.class);
    SiteRecord candidate = launch("v3-b", SiteRole.CANDIDATE, log::add);
    awaitOrders(candidate, 1);
    provider.terminate("v3-b");
  }

  @Test
  void aTestSiteIsPromotedAndLeavesTheCurrentSiteAlone() throws Exception {
    SiteRecord test = launch("test", SiteRole.TEST, line -> {});
    execute(test, "insert into orders values (100)");
    assertThat(ask(test, "show archive_mode")).isEqualTo("off");
    assertThat(ask(current, "select count(*) from orders where id = 100")).isEqualTo("0");
    provider.terminate("test");
  }

  @Test
  void aLostDatabaseOfProductionIsNotReplacedByAnEmptyOne() throws IOException {
    SiteRecord candidate = launch("v4-b", SiteRole.CANDIDATE, line -> {});
    provider.assign("v4-b", SiteRole.CURRENT);
    provider.stop("v4-b");
    Manifest manifest = provider.manifest("v4-b").orElseThrow();
    Files.move(manifest.files().postgresData(), manifest.files().postgres().resolve("mislaid"));
    assertThatThrownBy(() -> launch("v4-b", SiteRole.CURRENT, line -> {}))
        .isInstanceOfSatisfying(
            SlipwayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_STATE))
        .hasMessageContaining("the database of site v4-b, which is current, is not on disk");
    assertThat(candidate.name()).isEqualTo("v4-b");
    provider.terminate("v4-b");
  }

  private SiteRecord launch(String name, SiteRole role, java.util.function.Consumer<String> log) {
    return provider.launch(request(name, role), DEADLINE, log);
  }

  private SiteRequest request(String name, SiteRole role) {
    return new SiteRequest(name, role, "v2", next, Optional.of(current));
  }

  private ServerParts parts(String name) {
    return new ServerParts(provider.manifest(name).orElseThrow());
  }

  private void kill(String name) {
    var pidFile = provider.manifest(name).orElseThrow().files().pidFile(NodeMain.PROCESS);
    new Daemons().signal(pidFile, Signal.KILL);
  }

  private void awaitOrders(SiteRecord site, int id) {
    Await.of("order " + id + " on " + site.name(), Duration.ofSeconds(20))
        .untilTrue(() -> ask(site, "select count(*) from orders where id = " + id).equals("1"));
  }

  private void execute(SiteRecord site, String sql) throws SQLException {
    try (var connection = sites.connect(site.pooler(), "app");
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String ask(SiteRecord site, String sql) {
    try (var connection = sites.connect(site.database(), "slipway");
        var statement = connection.createStatement();
        var answer = statement.executeQuery(sql)) {
      answer.next();
      return answer.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
