package dev.slipway.driver.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.exec.ProcessIdentity;
import dev.slipway.exec.Signal;
import dev.slipway.service.Database;
import dev.slipway.service.DatabaseContract;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.DirectClient;
import dev.slipway.service.Endpoint;
import dev.slipway.service.FinalPosition;
import dev.slipway.service.Lsn;
import dev.slipway.service.PeerDatabase;
import dev.slipway.testing.RealPostgres;
import dev.slipway.testing.TestState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only a real server can show; the rest is in {@code DatabaseContract}. */
final class PostgresDatabaseIT extends DatabaseContract {
  private static final Duration BUDGET = Duration.ofSeconds(20);

  private TestState state;
  private RealPostgres old;
  private RealPostgres candidate;
  private PostgresDatabase oldDatabase;
  private PostgresDatabase candidateDatabase;

  @BeforeEach
  void start() {
    state = new TestState();
    old = RealPostgres.primary(state, "v41-b");
    candidate = old.standby(state, "v42-b");
    oldDatabase = old.database();
    candidateDatabase = candidate.database();
    old.execute("CREATE TABLE ledger (id serial PRIMARY KEY, what text)");
  }

  @AfterEach
  void stop() throws Exception {
    oldDatabase.close();
    candidateDatabase.close();
    candidate.close();
    old.close();
    state.close();
  }

  @Test
  void movesTheRightToWriteAndBackWithoutARewind() throws Exception {
    assertThat(switchOver(old, candidate)).isEqualTo(2);
    old.database().follow(candidate.endpoint(), BUDGET);
    assertThat(switchOver(candidate, old)).isEqualTo(3);
    candidate.database().follow(old.endpoint(), BUDGET);
    assertThat(old.database().replayedBy("v42-b")).isPresent();
    assertThat(old.ask("SELECT count(*) FROM ledger")).isEqualTo("2");
    assertThat(old.ask("SELECT pg_is_in_recovery()")).isEqualTo("f");
  }

  @Test
  void aFencedServerThatAnythingRestartsIsReadOnly() throws Exception {
    oldDatabase.prepareFence(candidate.endpoint());
    oldDatabase.fence(BUDGET);
    awaitGone(old);
    old.control().start(BUDGET);
    assertThat(old.database().status().role()).isEqualTo(DatabaseRole.STANDBY);
    assertThatThrownBy(() -> insert(old, "lost"))
        .isInstanceOf(SQLException.class)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("25006");
    old.database().unfence(BUDGET);
    insert(old, "kept");
    assertThat(old.database().status().timeline()).isEqualTo(1);
    awaitReplayed(old, candidate);
    assertThat(candidate.ask("SELECT string_agg(what, ',') FROM ledger")).isEqualTo("kept");
  }

  @Test
  void aFenceThatWaitsForAStuckStandbyIsTakenBack() throws Exception {
    candidate.database().preparePromotion(BUDGET);
    ProcessIdentity receiver = process(candidate, "walreceiver");
    Signal.STOP.send(receiver.pid());
    try {
      oldDatabase.prepareFence(candidate.endpoint());
      // The fence itself stands without the standby; it is the process that does not end.
      FinalPosition position = oldDatabase.fence(BUDGET);
      candidateRefuses(position, Duration.ofMillis(300), ErrorCode.NOT_CAUGHT_UP);
      old.database().unfence(Duration.ofSeconds(6));
      insert(old, "after");
    } finally {
      Signal.CONT.send(receiver.pid());
    }
    assertThat(old.ask("SELECT count(*) FROM ledger")).isEqualTo("1");
  }

  @Test
  void wakingTheCheckpointerPassesNoSenderBy() throws Exception {
    ProcessIdentity sender = process(old, "walsender");
    oldDatabase.prepareFence(candidate.endpoint());
    Signal.STOP.send(sender.pid());
    try {
      refuses(() -> oldDatabase.fence(Duration.ofMillis(300)), ErrorCode.DEADLINE_EXCEEDED);
    } finally {
      Signal.CONT.send(sender.pid());
    }
    oldDatabase.unfence(Duration.ofSeconds(6));
    insert(old, "after");
    assertThat(old.ask("SELECT count(*) FROM ledger")).isEqualTo("1");
  }

  @Test
  void refusesProofWhileReplayIsPaused() {
    candidate.execute("SELECT pg_wal_replay_pause()");
    old.execute("INSERT INTO ledger (what) VALUES ('not there yet')");
    candidate.database().preparePromotion(BUDGET);
    oldDatabase.prepareFence(candidate.endpoint());
    FinalPosition position = oldDatabase.fence(BUDGET);
    candidateRefuses(position, Duration.ofMillis(200), ErrorCode.NOT_CAUGHT_UP);
    assertThat(candidate.database().status().replayPaused()).isTrue();
  }

  @Test
  void aClientThatBypassesThePoolerIsNamedAndLosesNothing() throws Exception {
    try (Connection bypass = old.connect();
        Statement statement = bypass.createStatement()) {
      statement.execute("INSERT INTO ledger (what) VALUES ('acknowledged')");
      assertThat(old.database().directClients())
          .extracting(DirectClient::user, DirectClient::application)
          .containsExactly(tuple("slipway", "PostgreSQL JDBC Driver"));
      assertThat(old.database(() -> Set.of(local(bypass))).directClients()).isEmpty();
      switchOver(old, candidate);
      assertThatThrownBy(() -> statement.execute("INSERT INTO ledger (what) VALUES ('late')"))
          .isInstanceOf(SQLException.class);
    }
    assertThat(candidate.ask("SELECT string_agg(what, ',' ORDER BY id) FROM ledger"))
        .isEqualTo("acknowledged,from v41-b");
  }

  @Test
  void aGrantEndsByTheServersOwnClockAndServesOnlyItsOwner() {
    try (PostgresDatabase owner = candidate.database();
        PostgresDatabase stranger = candidate.database()) {
      owner.preparePromotion(Duration.ofMillis(50));
      Path grant = candidate.server().folders().data().resolve("slipway.grant");
      Await.of("the end of the grant", BUDGET).untilTrue(() -> uptime() > expiry(grant));
      refuses(() -> owner.promote(BUDGET), ErrorCode.GRANT_EXPIRED);
      owner.preparePromotion(BUDGET);
      stranger.preparePromotion(BUDGET);
      refuses(() -> owner.promote(BUDGET), ErrorCode.GRANT_EXPIRED);
      assertThat(candidate.ask("SELECT pg_is_in_recovery()")).isEqualTo("t");
    }
  }

  @Test
  void aServerThatDoesNotRunPromisesToStayInRecovery() {
    candidateDatabase.preparePromotion(BUDGET);
    candidate.close();
    candidateDatabase.revokePromotion(BUDGET);
    assertThat(candidate.server().folders().data().resolve("slipway.grant")).doesNotExist();
    oldDatabase.prepareFence(candidate.endpoint());
    oldDatabase.fence(BUDGET);
    awaitGone(old);
    refuses(() -> old.database().revokePromotion(BUDGET), ErrorCode.DATABASE_STATE);
  }

  @Test
  void nobodyIsToldThatAServerStaysInRecoveryWhoseAnswerDoesNotCome() {
    ProcessIdentity postmaster = candidate.control().running().orElseThrow();
    Signal.STOP.send(postmaster.pid());
    try {
      refuses(() -> candidateDatabase.revokePromotion(BUDGET), ErrorCode.DATABASE_UNREACHABLE);
    } finally {
      Signal.CONT.send(postmaster.pid());
    }
  }

  @Test
  void aPromotionOnItsWayIsNotRevoked() {
    ProcessIdentity startup = process(candidate, "startup");
    Signal.STOP.send(startup.pid());
    try {
      candidate.execute("SELECT pg_promote(wait => false)");
      refuses(() -> candidateDatabase.revokePromotion(BUDGET), ErrorCode.DATABASE_STATE);
    } finally {
      Signal.CONT.send(startup.pid());
    }
    Await.of("the promotion", BUDGET)
        .untilTrue(() -> candidateDatabase.status().role() == DatabaseRole.PRIMARY);
  }

  @Test
  void followsAfterSomebodyElseWroteAConnectionIntoTheAutomaticConfiguration() {
    old.execute("ALTER SYSTEM SET primary_conninfo = 'host=127.0.0.1 port=1'");
    oldDatabase.prepareFence(candidate.endpoint());
    assertThat(old.ask("SELECT count(*) FROM pg_file_settings WHERE name = 'primary_conninfo'"))
        .isEqualTo("1");
  }

  @Override
  protected Database primary() {
    return oldDatabase;
  }

  @Override
  protected Database standby() {
    return candidateDatabase;
  }

  @Override
  protected PeerDatabase peer() {
    return new PostgresPeer("v42-b", candidate.endpoint(), RealPostgres.SUPERUSER);
  }

  @Override
  protected void write(Database database) throws SQLException {
    insert(database == oldDatabase ? old : candidate, "by the contract");
  }

  @Override
  protected int written(Database database) {
    RealPostgres server = database == oldDatabase ? old : candidate;
    return Integer.parseInt(server.ask("SELECT count(*) FROM ledger"));
  }

  /** One switchover by the driver alone; the new timeline. */
  private int switchOver(RealPostgres from, RealPostgres to) throws Exception {
    try (PostgresDatabase source = from.database();
        PostgresDatabase target = to.database()) {
      insert(from, "from " + from.server().name());
      source.prepareFence(to.endpoint());
      target.preparePromotion(BUDGET);
      source.checkpoint();
      FinalPosition position = source.fence(BUDGET);
      Lsn replayed = target.proveReplayed(position, BUDGET);
      target.promote(BUDGET);
      assertThat(replayed).isGreaterThan(position.checkpoint());
      return target.status().timeline();
    }
  }

  private void candidateRefuses(FinalPosition position, Duration budget, ErrorCode code) {
    try (PostgresDatabase database = candidate.database()) {
      refuses(() -> database.proveReplayed(position, budget), code);
    }
  }

  private static void refuses(ThrowingCallable what, ErrorCode code) {
    assertThatThrownBy(what)
        .isInstanceOf(SlipwayException.class)
        .extracting(e -> ((SlipwayException) e).code())
        .isEqualTo(code);
  }

  private static void insert(RealPostgres postgres, String what) throws SQLException {
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO ledger (what) VALUES ('" + what + "')");
    }
  }

  private double uptime() {
    return number(candidate.ask("SELECT pg_read_file('/proc/uptime')"), 0);
  }

  private static double expiry(Path grant) {
    try {
      return number(Files.readString(grant), 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double number(String text, int field) {
    return Double.parseDouble(text.strip().split(" ", -1)[field]);
  }

  private static void awaitGone(RealPostgres postgres) {
    postgres.control().awaitStopped(BUDGET);
    assertThat(postgres.control().running()).isEmpty();
  }

  private static void awaitReplayed(RealPostgres primary, RealPostgres standby) {
    Lsn target = Lsn.parse(primary.ask("SELECT pg_current_wal_lsn()"));
    Await.of("replay", BUDGET)
        .untilTrue(
            () -> Lsn.parse(standby.ask("SELECT pg_last_wal_replay_lsn()")).compareTo(target) >= 0);
  }

  private static ProcessIdentity process(RealPostgres postgres, String type) {
    String pid =
        postgres.ask("SELECT pid FROM pg_stat_activity WHERE backend_type = '" + type + "'");
    return ProcessIdentity.of(Long.parseLong(pid)).orElseThrow();
  }

  /** The client's own end, as a pooler would tell of its connections. */
  private static Endpoint local(Connection connection) {
    try (Statement statement = connection.createStatement();
        var row = statement.executeQuery("SELECT host(inet_client_addr()), inet_client_port()")) {
      row.next();
      return new Endpoint(row.getString(1), row.getInt(2));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
