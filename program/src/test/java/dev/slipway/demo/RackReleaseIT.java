package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.CommandLineRun;
import dev.slipway.exec.Sha256;
import dev.slipway.release.Services;
import dev.slipway.service.BackupRepository;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.ObjectStore;
import dev.slipway.service.ObjectStore.StoredObject;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRole;
import dev.slipway.testing.SteadyWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
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

  @AutoClose private final RackEstate estate = new RackEstate(FileServer.withoutSearch());

  @Test
  void releasesToAnotherMachineAndBackWithoutAFailedWrite() throws Exception {
    SiteRecord old = site("v1-b");
    estate.execute(old, "create table ledger (id bigint)");
    SteadyWriter first = new SteadyWriter(() -> estate.connect(old.pooler()), 0);

    estate.does("release", "start", "v2");
    theProxyAnswers("v2\n");
    theSitesAre("v2-b", "v1-b");
    SiteRecord fresh = site("v2-b");
    SteadyWriter second = new SteadyWriter(() -> estate.connect(fresh.pooler()), OTHERS);
    second.awaitServed(SERVED);
    theServerBacksItselfUpAsItsCrontabSays(fresh);
    theLogsOfTheOldServerAreInTheStore(old);

    estate.does("release", "rollback", "v2");
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
    return estate.serverOf(site(site)).written(Path.of("/etc/cron.d/slipway-" + site));
  }

  /** With the very words of the line, and with no more of an environment than cron gives. */
  private void theServerBacksItselfUpAsItsCrontabSays(SiteRecord site) throws IOException {
    BackupRepository backups = estate.open().services().backups(site);
    int before = backups.list().size();
    String job =
        Files.readAllLines(crontab(site.name())).stream()
            .filter(line -> line.contains("node backup "))
            .findFirst()
            .orElseThrow();
    List<String> fields = List.of(job.split(" ", 7));

    assertThat(fields.get(5)).isEqualTo("root");
    estate.runLine(site, fields.get(6));

    assertThat(backups.list()).hasSize(before + 1);
  }

  /** With the checksum that the file has there; archiving them again changes nothing. */
  private void theLogsOfTheOldServerAreInTheStore(SiteRecord old) throws IOException {
    Services services = estate.open().services();
    String log = services.application(old).logFiles().getFirst();
    ObjectStore store = services.objectStore(site("v2-b"), DemoLayout.UPLOAD_USER);
    StoredObject released = store.list("logs", "production/v1/").getFirst();

    CommandLineRun again = estate.run("logs", "archive", "--site", "v1-b");

    assertThat(again.exitCode()).as(again.errors()).isZero();
    assertThat(again.output()).contains("logs/production/v1: 1 files", "1 of them there before");
    assertThat(store.list("logs", "production/v1/")).containsExactly(released);
    assertThat(released.key()).isEqualTo("production/v1/output.log");
    assertThat(released.size()).isPositive();
    assertThat(released.sha256()).contains(Sha256.of(estate.serverOf(old).written(Path.of(log))));
  }

  private void theProxyAnswers(String version) throws Exception {
    assertThat(estate.page("version.txt")).isEqualTo(version);
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
    try (Connection connection = estate.connect(site("v1-b").database());
        Statement statement = connection.createStatement();
        var row = statement.executeQuery("select string_agg(id::text, ' ') from ledger")) {
      row.next();
      return Stream.of(row.getString(1).split(" ", -1))
          .map(Integer::valueOf)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private SiteRecord site(String name) {
    return estate.site(name);
  }
}
