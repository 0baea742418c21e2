package dev.slipway.driver.pgbouncer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.config.Secret;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.DirectClient;
import dev.slipway.service.Endpoint;
import dev.slipway.service.Pooler;
import dev.slipway.service.PoolerContract;
import dev.slipway.testing.RealPgbouncer;
import dev.slipway.testing.RealPostgres;
import dev.slipway.testing.TestState;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PgbouncerPoolerIT extends PoolerContract {
  private static TestState state;
  private static RealPostgres postgres;
  private static RealPostgres other;

  private static int number;

  private RealPgbouncer pgbouncer;
  private PgbouncerPooler pooler;
  private PgbouncerPooler another;

  @BeforeAll
  static void startDatabases() {
    state = new TestState();
    postgres = RealPostgres.primary(state, "one");
    other = RealPostgres.primary(state, "other");
  }

  @AfterAll
  static void stopDatabases() throws Exception {
    other.close();
    postgres.close();
    state.close();
  }

  @BeforeEach
  void start() {
    number++;
    pgbouncer = new RealPgbouncer(state, "pgbouncer" + number, postgres.endpoint());
    pooler = pgbouncer.pooler();
    another = pgbouncer.pooler();
  }

  @AfterEach
  void stop() {
    another.close();
    pooler.close();
    pgbouncer.close();
  }

  @Test
  void heldClientsWaitAndGoOnAtTheOtherDatabase() throws Exception {
    try (Connection client = pgbouncer.connect();
        Statement statement = client.createStatement()) {
      assertThat(port(statement)).isEqualTo(postgres.endpoint().port());
      pooler.prepare();
      pooler.hold(Duration.ofSeconds(5));
      CompletableFuture<Integer> answer = CompletableFuture.supplyAsync(() -> port(statement));
      assertThat(answer.isDone()).isFalse();
      pooler.repoint(other.endpoint());
      assertThat(answer.isDone()).isFalse();
      pooler.release();
      assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(other.endpoint().port());
    }
  }

  @Test
  void aRepointSurvivesARestart() {
    pooler.prepare();
    pooler.repoint(other.endpoint());
    pooler.close();
    pgbouncer.restart();
    assertThat(pooler.status().target()).isEqualTo(other.endpoint());
  }

  @Test
  void theDatabaseTellsItsConnectionsFromDirectOnes() throws Exception {
    try (Connection pooled = pgbouncer.connect();
        Statement statement = pooled.createStatement();
        Connection direct = postgres.connect()) {
      assertThat(port(statement)).isPositive();
      assertThat(direct.isValid(1)).isTrue();
      assertThat(postgres.database(pooler::serverConnections).directClients())
          .extracting(DirectClient::application)
          .hasSize(1);
      assertThat(postgres.database().directClients()).hasSize(2);
    }
  }

  @Test
  void namesTheServerProcessThatBlocksTheHold() throws Exception {
    pooler.prepare();
    try (AutoCloseable open = transaction()) {
      assertThat(open).isNotNull();
      String pid =
          postgres.ask("SELECT pid FROM pg_stat_activity WHERE state = 'idle in transaction'");
      assertThatThrownBy(() -> pooler.hold(Duration.ofMillis(100)))
          .hasMessageContaining("server process " + pid);
    }
  }

  @Test
  void refusesAWrongPasswordWithoutShowingIt() {
    try (PgbouncerPooler stranger = pgbouncer.pooler(new Secret("wr0ng"))) {
      assertThatThrownBy(stranger::status)
          .isInstanceOf(SlipwayException.class)
          .hasMessageNotContaining("wr0ng")
          .extracting(e -> ((SlipwayException) e).code())
          .isEqualTo(ErrorCode.POOLER_FAILED);
    }
  }

  @Override
  protected Pooler pooler() {
    return pooler;
  }

  @Override
  protected Pooler another() {
    return another;
  }

  @Override
  protected Endpoint elsewhere() {
    return other.endpoint();
  }

  @Override
  protected AutoCloseable transaction() throws Exception {
    Connection connection = pgbouncer.connect();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT 1");
    }
    return () -> {
      connection.rollback();
      connection.close();
    };
  }

  private static int port(Statement statement) {
    try (var row = statement.executeQuery("SELECT inet_server_port()")) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
