package dev.slipway.fake;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.Endpoint;
import dev.slipway.service.Pooler;
import dev.slipway.service.PoolerStatus;
import java.time.Duration;

/** A pooler in memory. When it lies, it says that it holds and lets everybody through. */
public final class FakePooler implements Pooler {
  private final Endpoint endpoint;
  private final Mishaps mishaps = new Mishaps();
  private Endpoint target;
  private boolean prepared;
  private boolean paused;
  private int transactions;

  public FakePooler(Endpoint endpoint, Endpoint target) {
    this.endpoint = endpoint;
    this.target = target;
  }

  public Mishaps mishaps() {
    return mishaps;
  }

  /** A client's transaction that stays open until it is closed. */
  public synchronized AutoCloseable transaction() {
    transactions++;
    return this::ended;
  }

  private synchronized void ended() {
    transactions--;
  }

  @Override
  public Endpoint endpoint() {
    return endpoint;
  }

  @Override
  public PoolerStatus status() {
    mishaps.strike("status");
    synchronized (this) {
      return new PoolerStatus(paused, target, transactions, 0);
    }
  }

  @Override
  public void prepare() {
    mishaps.strike("prepare");
    synchronized (this) {
      prepared = true;
    }
  }

  @Override
  public void hold(Duration budget) {
    mishaps.strike("hold");
    synchronized (this) {
      if (!prepared) {
        throw new SlipwayException(ErrorCode.POOLER_FAILED, "is not prepared to be held", "");
      }
      if (transactions > 0) {
        throw new SlipwayException(
            ErrorCode.HOLD_NOT_REACHED, transactions + " transactions did not finish", "");
      }
      paused = !mishaps.lying();
    }
  }

  @Override
  public void release() {
    mishaps.strike("release");
    synchronized (this) {
      paused = false;
    }
  }

  @Override
  public void prepareRepoint(Endpoint database) {
    mishaps.strike("prepareRepoint");
  }

  @Override
  public void repoint(Endpoint database) {
    mishaps.strike("repoint");
    synchronized (this) {
      target = database;
    }
  }

  @Override
  public void settle() {
    mishaps.strike("settle");
  }
}
