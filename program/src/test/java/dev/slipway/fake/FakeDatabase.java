package dev.slipway.fake;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.Database;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.DatabaseStatus;
import dev.slipway.service.DirectClient;
import dev.slipway.service.Endpoint;
import dev.slipway.service.FinalPosition;
import dev.slipway.service.Lsn;
import dev.slipway.service.RestorePoint;
import dev.slipway.service.TransactionSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A database in memory with standbys that stream from it. When it lies, it proves what it has not
 * replayed.
 */
public final class FakeDatabase implements Database {
  private static final long RECORD = 0x60;

  private final String name;
  private final Endpoint endpoint;
  private final String system;
  private final Mishaps mishaps = new Mishaps();
  private final List<FakeDatabase> standbys = new ArrayList<>();
  private final List<DirectClient> direct = new ArrayList<>();
  private final List<String> rows = new ArrayList<>();
  private DatabaseRole role;
  private boolean fenced;
  private boolean archiving;
  private boolean lagging;
  private boolean staged;
  private boolean granted;
  private int timeline = 1;
  private long position = 0x0300_0000L;
  private Optional<FinalPosition> last = Optional.empty();
  private Optional<String> oldest = Optional.empty();

  private FakeDatabase(String name, Endpoint endpoint, String system, DatabaseRole role) {
    this.name = name;
    this.endpoint = endpoint;
    this.system = system;
    this.role = role;
  }

  public static FakeDatabase primary(String name, Endpoint endpoint, String system) {
    return new FakeDatabase(name, endpoint, system, DatabaseRole.PRIMARY);
  }

  /** A standby that has everything and streams. */
  public FakeDatabase standby(String name, Endpoint endpoint) {
    FakeDatabase standby = new FakeDatabase(name, endpoint, system, DatabaseRole.STANDBY);
    standby.fenced = true;
    standby.stream(this);
    standbys.add(standby);
    return standby;
  }

  /** What its backup restores to now: a standby that streams from nobody. */
  public FakeDatabase restored(String name, Endpoint endpoint) {
    FakeDatabase restored = new FakeDatabase(name, endpoint, system, DatabaseRole.STANDBY);
    restored.fenced = true;
    restored.stream(this);
    return restored;
  }

  public Mishaps mishaps() {
    return mishaps;
  }

  /** The standby replays no more from now on, or again. */
  public void lag(boolean lagging) {
    this.lagging = lagging;
  }

  /** Somebody stops the server. */
  public void stop() {
    role = DatabaseRole.STOPPED;
  }

  public void connect(DirectClient client) {
    direct.add(client);
  }

  public boolean archiving() {
    return archiving;
  }

  public List<String> rows() {
    return List.copyOf(rows);
  }

  /** A client's write. */
  public void write(String row) {
    if (role != DatabaseRole.PRIMARY) {
      throw wrong(ErrorCode.DATABASE_REFUSED, "is read-only");
    }
    rows.add(row);
    advance();
  }

  /** A transaction is open in it, as {@link #oldestTransaction} will say. */
  public void openTransaction(String what) {
    oldest = Optional.of(what);
  }

  @Override
  public Endpoint endpoint() {
    return endpoint;
  }

  @Override
  public DatabaseStatus status() {
    return new DatabaseStatus(
        role, system, timeline, Optional.of(new Lsn(position)), lagging, fenced);
  }

  @Override
  public void checkpoint() {
    mishaps.strike("checkpoint");
    advance();
  }

  @Override
  public List<DirectClient> directClients() {
    mishaps.strike("directClients");
    return List.copyOf(direct);
  }

  @Override
  public Optional<String> oldestTransaction() {
    mishaps.strike("oldestTransaction");
    return oldest;
  }

  @Override
  public Optional<Lsn> replayedBy(String standby) {
    mishaps.strike("replayedBy");
    return standbys.stream()
        .filter(candidate -> candidate.name.equals(standby))
        .filter(candidate -> candidate.role == DatabaseRole.STANDBY)
        .map(candidate -> new Lsn(candidate.position))
        .findFirst();
  }

  @Override
  public void prepareFence(Endpoint successor) {
    mishaps.strike("prepareFence");
    staged = true;
  }

  @Override
  public void cancelFence() {
    mishaps.strike("cancelFence");
    staged = false;
  }

  @Override
  public FinalPosition fence(Duration budget) {
    mishaps.strike("fence");
    if (role == DatabaseRole.STOPPED && last.isPresent()) {
      return last.get();
    }
    if (role != DatabaseRole.PRIMARY) {
      throw wrong(ErrorCode.DATABASE_STATE, "is not a primary that runs");
    }
    if (!staged) {
      throw wrong(ErrorCode.BUDGET_EXCEEDED, "has no fence prepared any more");
    }
    staged = false;
    fenced = true;
    role = DatabaseRole.STOPPED;
    direct.clear();
    FinalPosition stopped = new FinalPosition(system, timeline, new Lsn(position));
    last = Optional.of(stopped);
    advance();
    return stopped;
  }

  @Override
  public void unfence(Duration budget) {
    mishaps.strike("unfence");
    fenced = false;
    role = DatabaseRole.PRIMARY;
  }

  @Override
  public Lsn proveReplayed(FinalPosition position, Duration budget) {
    mishaps.strike("proveReplayed");
    if (!position.systemIdentifier().equals(system) || position.timeline() != timeline) {
      throw wrong(ErrorCode.LINEAGE_DIFFERS, "is of another lineage");
    }
    if (this.position <= position.checkpoint().value() && !mishaps.lying()) {
      throw wrong(ErrorCode.NOT_CAUGHT_UP, "has replayed only " + new Lsn(this.position));
    }
    return new Lsn(Math.max(this.position, position.checkpoint().value() + RECORD));
  }

  @Override
  public void preparePromotion(Duration lifetime) {
    mishaps.strike("preparePromotion");
    granted = lifetime.isPositive();
  }

  @Override
  public void revokePromotion(Duration budget) {
    granted = false;
    mishaps.strike("revokePromotion");
    if (role == DatabaseRole.PRIMARY) {
      throw wrong(ErrorCode.DATABASE_STATE, "is promoted");
    }
  }

  @Override
  public void promote(Duration budget) {
    mishaps.strike("promote");
    if (role == DatabaseRole.STANDBY) {
      if (!granted) {
        throw wrong(ErrorCode.GRANT_EXPIRED, "grants nobody a promotion");
      }
      role = DatabaseRole.PRIMARY;
      granted = false;
      fenced = false;
      timeline++;
    }
  }

  @Override
  public void enableArchiving() {
    mishaps.strike("enableArchiving");
    archiving = true;
  }

  @Override
  public RestorePoint setRestorePoint(String name) {
    mishaps.strike("setRestorePoint");
    if (role != DatabaseRole.PRIMARY) {
      throw wrong(ErrorCode.DATABASE_STATE, "is no primary");
    }
    return new RestorePoint(name, timeline, new Lsn(position), Instant.now(), snapshot());
  }

  @Override
  public void archive(Lsn position, Duration budget) {
    mishaps.strike("archive");
    if (!archiving) {
      throw wrong(ErrorCode.DEADLINE_EXCEEDED, "archives nothing");
    }
  }

  /** Finds its upstream among those that streamed from it. */
  @Override
  public void follow(Endpoint upstream, Duration budget) {
    mishaps.strike("follow");
    if (role == DatabaseRole.PRIMARY) {
      throw wrong(ErrorCode.DATABASE_STATE, "accepts writes");
    }
    role = DatabaseRole.STANDBY;
    fenced = true;
    standbys.stream()
        .filter(other -> other.endpoint.equals(upstream))
        .findFirst()
        .ifPresent(this::join);
  }

  @Override
  public TransactionSnapshot snapshot() {
    mishaps.strike("snapshot");
    return new TransactionSnapshot(rows.size(), rows.size());
  }

  private void join(FakeDatabase upstream) {
    if (!upstream.standbys.contains(this)) {
      upstream.standbys.add(this);
    }
    stream(upstream);
  }

  private void advance() {
    position += RECORD;
    standbys.stream()
        .filter(standby -> standby.role == DatabaseRole.STANDBY && !standby.lagging)
        .forEach(standby -> standby.stream(this));
  }

  private void stream(FakeDatabase upstream) {
    rows.clear();
    rows.addAll(upstream.rows);
    position = upstream.position;
    timeline = upstream.timeline;
  }

  private SlipwayException wrong(ErrorCode code, String what) {
    return new SlipwayException(code, name + " " + what, "");
  }
}
