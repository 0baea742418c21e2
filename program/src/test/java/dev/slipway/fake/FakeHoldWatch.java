package dev.slipway.fake;

import dev.slipway.release.HoldWatch;
import dev.slipway.release.Switchover.Side;
import dev.slipway.release.watch.DatabaseRescue;
import dev.slipway.release.watch.Rescue;
import java.time.Duration;
import java.util.Optional;

/**
 * A watch in this process that decides and acts as the real one does, when it is told that its time
 * has come. When it lies, it says that it gave back what it did not.
 */
public final class FakeHoldWatch implements HoldWatch {
  private final Mishaps mishaps = new Mishaps();
  private final Rescue rescue;
  private boolean running;
  private boolean armed;
  private Optional<String> outcome = Optional.empty();

  public FakeHoldWatch(Side from, Side to) {
    this(DatabaseRescue.ofHold(from, to));
  }

  public FakeHoldWatch(Rescue rescue) {
    this.rescue = rescue;
  }

  public Mishaps mishaps() {
    return mishaps;
  }

  /** Whether it would act when its time comes. */
  public boolean armed() {
    return armed;
  }

  /** Its time comes: the deadline has passed, or the controller has ended. */
  public void expire() {
    if (armed) {
      outcome = Optional.of(rescue.attempt(false));
    }
  }

  @Override
  public void start() {
    mishaps.strike("start");
    running = true;
    armed = false;
    outcome = Optional.empty();
  }

  @Override
  public void arm(Duration budget) {
    mishaps.strike("arm");
    if (!running) {
      throw new IllegalStateException("not started");
    }
    armed = true;
  }

  @Override
  public void disarm() {
    mishaps.strike("disarm");
    armed = false;
  }

  @Override
  public void giveBack() {
    mishaps.strike("giveBack");
    act(true);
  }

  @Override
  public void recover() {
    mishaps.strike("recover");
    act(false);
  }

  private void act(boolean unasked) {
    if (!mishaps.lying()) {
      rescue.attempt(unasked);
    }
    armed = false;
  }

  @Override
  public Optional<String> lastOutcome() {
    return outcome;
  }

  /** What happens to one that is armed is for {@link #expire} to say. */
  @Override
  public void close() {
    running = false;
  }
}
