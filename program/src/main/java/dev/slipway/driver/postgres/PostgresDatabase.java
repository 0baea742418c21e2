package dev.slipway.driver.postgres;

import dev.slipway.exec.Daemons;
import dev.slipway.exec.Runner;
import dev.slipway.service.Database;
import dev.slipway.service.DatabaseStatus;
import dev.slipway.service.DirectClient;
import dev.slipway.service.Endpoint;
import dev.slipway.service.FinalPosition;
import dev.slipway.service.Lsn;
import dev.slipway.service.RestorePoint;
import dev.slipway.service.TransactionSnapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A PostgreSQL server on this machine, over JDBC to its own endpoint and by its files and signals.
 * {@link #close} gives up what {@link #preparePromotion} opened.
 */
public final class PostgresDatabase implements Database, AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration CHECKPOINT = Duration.ofMinutes(10);
  private static final String REPLAYED =
      """
      SELECT replay_lsn::text FROM pg_stat_replication
      WHERE application_name = ? AND state = 'streaming' AND replay_lsn IS NOT NULL
      """;

  private static final String RESTORE_POINT =
      """
      SELECT pg_create_restore_point(?)::text AS position, clock_timestamp() AS taken,
          pg_current_snapshot()::text AS snapshot, %s AS timeline
      """
          .formatted(Observation.TIMELINE);

  private final PostgresSettings settings;
  private final PostgresServer server;
  private final PostgresControl control;
  private final Observation observation;
  private final Fence fence;
  private final Revocation revocation;
  private final Promotion promotion;
  private final Following following;
  private final Activity activity;
  private final LogRetrieval retrieval;
  private final Archiving archiving;

  public PostgresDatabase(PostgresSettings settings, Runner runner, Daemons daemons) {
    this.settings = settings;
    this.server = settings.server();
    this.control = new PostgresControl(server, runner, daemons);
    this.observation = new Observation(server, control);
    this.fence = new Fence(settings, control, observation);
    this.revocation = new Revocation(server, control);
    this.promotion = new Promotion(server, revocation);
    this.following = new Following(settings, control, observation);
    this.activity = new Activity(settings);
    this.retrieval = new LogRetrieval(server, control);
    this.archiving = new Archiving(server, control);
  }

  @Override
  public Endpoint endpoint() {
    return server.endpoint();
  }

  @Override
  public DatabaseStatus status() {
    return observation.status();
  }

  @Override
  public void checkpoint() {
    try (Session session = Sessions.of(server).open(CHECKPOINT)) {
      session.execute("CHECKPOINT");
    }
  }

  @Override
  public List<DirectClient> directClients() {
    try (Session session = session()) {
      return activity.direct(session);
    }
  }

  @Override
  public Optional<String> oldestTransaction() {
    try (Session session = session()) {
      return activity.oldestTransaction(session);
    }
  }

  @Override
  public Optional<Lsn> replayedBy(String standby) {
    try (Session session = session()) {
      return session.first(REPLAYED, row -> Lsn.parse(row.getString(1)), standby);
    }
  }

  @Override
  public void prepareFence(Endpoint successor) {
    promotion.close();
    fence.prepare(successor);
  }

  @Override
  public void cancelFence() {
    fence.cancel();
  }

  @Override
  public FinalPosition fence(Duration budget) {
    return fence.raise(budget);
  }

  @Override
  public void unfence(Duration budget) {
    fence.lower(budget);
  }

  @Override
  public Lsn proveReplayed(FinalPosition position, Duration budget) {
    return promotion.proveReplayed(position, budget);
  }

  @Override
  public void preparePromotion(Duration lifetime) {
    retrieval.shorten();
    promotion.prepare(lifetime);
  }

  @Override
  public void revokePromotion(Duration budget) {
    revocation.revoke(budget);
    retrieval.restore();
  }

  @Override
  public void promote(Duration budget) {
    promotion.promote(budget);
  }

  @Override
  public void enableArchiving() {
    promotion.close();
    retrieval.restore();
    settings.archiveCommand().filter(command -> !command.isEmpty()).ifPresent(archiving::on);
  }

  @Override
  public void archive(Lsn position, Duration budget) {
    archiving.complete(position, budget);
  }

  @Override
  public RestorePoint setRestorePoint(String name) {
    try (Session session = session()) {
      return session.first(RESTORE_POINT, row -> restorePoint(name, row), name).orElseThrow();
    }
  }

  private static RestorePoint restorePoint(String name, ResultSet row) throws SQLException {
    return new RestorePoint(
        name,
        row.getInt("timeline"),
        Lsn.parse(row.getString("position")),
        row.getTimestamp("taken").toInstant(),
        TransactionSnapshot.parse(row.getString("snapshot")));
  }

  @Override
  public void follow(Endpoint upstream, Duration budget) {
    retrieval.restore();
    following.follow(upstream, budget);
  }

  @Override
  public TransactionSnapshot snapshot() {
    try (Session session = session()) {
      return session
          .first(
              "SELECT pg_current_snapshot()::text",
              row -> TransactionSnapshot.parse(row.getString(1)))
          .orElseThrow();
    }
  }

  @Override
  public void close() {
    promotion.close();
  }

  private Session session() {
    return Sessions.of(server).open(TIMEOUT);
  }
}
