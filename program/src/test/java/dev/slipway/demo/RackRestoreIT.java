package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.CommandLineRun;
import dev.slipway.error.ErrorCode;
import dev.slipway.service.Database;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.DatabaseStatus;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRole;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The way back between machines that loses what was written since, and keeps it where it was. */
@Tag("nightly")
class RackRestoreIT {
  @AutoClose private final RackEstate estate = new RackEstate(FileServer.withoutSearch());

  @Test
  void returnsToTheRestorePointOnAThirdMachine() throws Exception {
    estate.execute(estate.site("v1-b"), "create table ledger (id int)");
    estate.execute(estate.site("v1-b"), "insert into ledger values (1)");
    estate.does("release", "start", "v2");
    SiteRecord left = estate.site("v2-b");
    estate.execute(left, "insert into ledger values (2)");
    CommandLineRun asked = estate.run("release", "rollback", "v2", "--to-restore-point");
    assertThat(asked.exitCode()).isEqualTo(ErrorCode.NOT_CONFIRMED.exitCode());
    assertThat(asked.errors()).contains("would be lost by now");

    estate.does("release", "rollback", "v2", "--to-restore-point", "--confirm", "v2");

    SiteRecord restored = estate.site("v1-r");
    assertThat(restored.role()).isEqualTo(SiteRole.CURRENT);
    assertThat(restored.address()).isNotIn(left.address(), estate.site("v1-b").address());
    assertThat(estate.page("version.txt")).isEqualTo("v1\n");
    assertThat(written(restored)).containsExactly(1);
    estate.execute(restored, "insert into ledger values (3)");
    theDatabaseIsStoppedAndFenced("v2-b");
    theDatabaseIsStoppedAndFenced("v1-b");
  }

  private void theDatabaseIsStoppedAndFenced(String site) {
    Database database = estate.open().services().database(estate.site(site));
    DatabaseStatus status = database.status();
    assertThat(status.role()).isEqualTo(DatabaseRole.STOPPED);
    assertThat(status.fenced()).isTrue();
  }

  private List<Integer> written(SiteRecord site) throws SQLException {
    List<Integer> ids = new ArrayList<>();
    try (Connection connection = estate.connect(site.database());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select id from ledger")) {
      while (rows.next()) {
        ids.add(rows.getInt(1));
      }
    }
    return ids;
  }
}
