package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.exec.Await;
import dev.slipway.node.BootUnit;
import dev.slipway.service.Database;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.SiteRecord;
import dev.slipway.testing.LoopbackServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Machines whose power is cut while they hold sites, and what they are when it is back. Each runs
 * the very line that systemd would run, with no more of an environment.
 */
@Tag("nightly")
class RackRebootIT {
  private static final Duration SERVED = Duration.ofSeconds(30);
  private static final Duration BUDGET = Duration.ofSeconds(30);
  private static final String EXEC = "ExecStart=";
  private static final String READ_ONLY = "read-only transaction";

  @AutoClose private final RackEstate estate = new RackEstate(FileServer.withoutSearch());

  @Test
  void eachMachineComesUpAsWhatItWas() throws Exception {
    SiteRecord old = estate.site("v1-b");
    estate.execute(old, "create table ledger (id int)");
    estate.does("release", "start", "v2");
    SiteRecord fresh = estate.site("v2-b");

    powerFails(old, fresh);
    comesUp(fresh);
    comesUp(old);

    assertThat(estate.page("version.txt")).isEqualTo("v2\n");
    estate.execute(fresh, "insert into ledger values (1)");
    Await.of("the former site", SERVED).untilTrue(() -> rows(old) == 1);
    acceptsNoWrite(old);

    aFenceSurvives(fresh, old);
    whatWasStoppedStaysDown(old);
  }

  /** Also that of a release which never came to its end. */
  private void aFenceSurvives(SiteRecord current, SiteRecord successor) throws Exception {
    Database database = estate.open().services().database(current);
    database.prepareFence(successor.database());
    database.fence(BUDGET);

    powerFails(current);
    comesUp(current);

    acceptsNoWrite(current);
    assertThat(database.status().role()).isEqualTo(DatabaseRole.STANDBY);
    assertThat(database.status().fenced()).isTrue();
    database.unfence(BUDGET);
    estate.execute(current, "insert into ledger values (2)");
  }

  private void whatWasStoppedStaysDown(SiteRecord site) {
    estate.open().services().provider().stop(site.name());
    assertThat(unit(site)).doesNotExist();
  }

  private void powerFails(SiteRecord... sites) {
    for (SiteRecord site : sites) {
      LoopbackServer server = estate.serverOf(site);
      server.stop();
      server.start();
      assertThatThrownBy(() -> estate.connect(site.database()).close())
          .isInstanceOf(SQLException.class);
    }
  }

  private void comesUp(SiteRecord site) throws IOException {
    String line =
        Files.readAllLines(unit(site)).stream()
            .filter(each -> each.startsWith(EXEC))
            .findFirst()
            .orElseThrow();
    estate.runLine(site, line.substring(EXEC.length()));
  }

  private Path unit(SiteRecord site) {
    Path file = BootUnit.FOLDER.resolve("slipway-%s.service".formatted(site.name()));
    return estate.serverOf(site).written(file);
  }

  private void acceptsNoWrite(SiteRecord site) {
    assertThatThrownBy(() -> estate.execute(site, "insert into ledger values (-1)"))
        .hasMessageContaining(READ_ONLY);
  }

  private int rows(SiteRecord site) {
    try (Connection connection = estate.connect(site.database());
        var statement = connection.createStatement();
        var row = statement.executeQuery("select count(*) from ledger")) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
