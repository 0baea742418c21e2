package dev.slipway.driver.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.testing.RealPostgres;
import dev.slipway.testing.TestState;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One server alone: its files, its processes, its settings. */
final class PostgresControlIT {
  private static final Duration BUDGET = Duration.ofSeconds(20);

  private static TestState state;
  private static RealPostgres postgres;

  @BeforeAll
  static void start() {
    state = new TestState();
    postgres = RealPostgres.primary(state, "v41-b");
  }

  @AfterAll
  static void stop() throws Exception {
    postgres.close();
    state.close();
  }

  @Test
  void readsTheControlFileAsItsOwnToolDoes() {
    ControlFile file = postgres.control().controlFile();
    assertThat(file.direct()).contains(file.byTool());
    postgres.control().stop(BUDGET);
    assertThat(file.direct()).contains(file.byTool());
    assertThat(file.read().state()).isEqualTo(ControlData.State.SHUT_DOWN);
    postgres.control().start(BUDGET);
  }

  @Test
  void turnsArchivingOnAndSeesItOn() {
    assertThat(postgres.ask("SHOW archive_command")).isEmpty();
    postgres.database().enableArchiving();
    assertThat(postgres.ask("SHOW archive_command")).isEqualTo("/bin/true");
  }

  @Test
  void namesTheOldestTransaction() throws Exception {
    assertThat(postgres.database().oldestTransaction()).isEmpty();
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("SELECT 'long   ago'");
      assertThat(postgres.database().oldestTransaction().orElseThrow())
          .matches("pid \\d+, \\d+ s: SELECT 'long ago'");
    }
  }

  @Test
  void refusesAPortThatIsTakenAndADirectoryThatIsBroken() throws Exception {
    RealPostgres other = RealPostgres.primary(state, "broken");
    other.control().stop(BUDGET);
    try (var taken =
        new ServerSocket(
            other.endpoint().port(), 1, InetAddress.getByName(other.endpoint().host()))) {
      assertThat(taken.isBound()).isTrue();
      refuses(() -> other.control().start(BUDGET), ErrorCode.PORT_IN_USE);
    }
    Files.writeString(other.server().folders().data().resolve("postgresql.conf"), "nonsense = 1\n");
    refuses(() -> other.control().start(BUDGET), ErrorCode.DATABASE_STATE);
  }

  private static void refuses(ThrowingCallable what, ErrorCode code) {
    assertThatThrownBy(what)
        .isInstanceOf(SlipwayException.class)
        .extracting(e -> ((SlipwayException) e).code())
        .isEqualTo(code);
  }
}
