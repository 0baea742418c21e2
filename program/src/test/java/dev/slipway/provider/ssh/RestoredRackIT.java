package dev.slipway.provider.ssh;

import static dev.slipway.service.ProviderContract.DEADLINE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.exec.Await;
import dev.slipway.exec.Command;
import dev.slipway.node.Manifest;
import dev.slipway.provider.ServerPaths;
import dev.slipway.service.Machine;
import dev.slipway.service.RemoteServer;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRequest;
import dev.slipway.service.SiteRole;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A site that is restored on one server from the backup of a site on another, and follows it. */
@Tag("nightly")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RestoredRackIT {
  private final RackSites sites = new RackSites("web1", "web2");
  private SshProvider provider;
  private SiteRecord current;

  @BeforeAll
  void backUpTheCurrentSite() throws IOException, SQLException {
    sites.withBackups();
    provider = sites.provider();
    String commit = sites.application().good();
    var request = new SiteRequest("v1-b", SiteRole.CURRENT, "v1", commit, Optional.empty());
    current = provider.launch(request, DEADLINE, line -> {});
    execute("create table orders (id int)");
    backUp();
    execute("insert into orders values (1)");
    sites.spoilKey();
  }

  private void backUp() {
    Manifest manifest = provider.manifest("v1-b").orElseThrow();
    Command push =
        Command.of(
                "pgbackrest",
                "--config=" + manifest.files().backupConf(),
                "--stanza=shop",
                "--start-fast",
                "backup")
            .as("postgres");
    RemoteServer server = provider.open("v1-b");
    try (Machine machine = server.machine()) {
      machine.check(push);
    }
  }

  @AfterAll
  void endAll() {
    provider.close();
    sites.close();
  }

  @Test
  void aCandidateFollowsTheCurrentSiteWithTheKeyThatThisOneArchivesWith() throws SQLException {
    var request =
        new SiteRequest(
            "v2-b", SiteRole.CANDIDATE, "v2", sites.application().better(), Optional.of(current));
    provider.check(request);

    SiteRecord candidate = provider.launch(request, DEADLINE, line -> {});
    execute("insert into orders values (2)");

    Await.of("order 2", Duration.ofSeconds(20)).untilTrue(() -> orders(candidate) == 2);
    assertThat(candidate.address()).isNotEqualTo(current.address());
    provider.terminate("v2-b");
    assertThat(sites.rack().server("web2").written(ServerPaths.SECRETS)).doesNotExist();
  }

  private void execute(String sql) throws SQLException {
    try (var connection = sites.connect(current.pooler());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long orders(SiteRecord site) {
    try (var connection = sites.connect(site.database());
        var statement = connection.createStatement();
        var answer = statement.executeQuery("select count(*) from orders")) {
      answer.next();
      return answer.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
