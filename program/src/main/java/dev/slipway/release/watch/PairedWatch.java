package dev.slipway.release.watch;

import dev.slipway.release.HoldWatch;
import java.time.Duration;
import java.util.Optional;

/**
 * The watches of a hold between sites on different machines: one beside the old database and its
 * pooler, one beside the pooler of the new site. Each acts alone when its controller cannot.
 */
public record PairedWatch(HoldWatch old, HoldWatch next) implements HoldWatch {

  @Override
  public void start() {
    old.start();
    next.start();
  }

  @Override
  public void arm(Duration budget) {
    old.arm(budget);
    next.arm(budget);
  }

  @Override
  public void disarm() {
    try {
      old.disarm();
    } finally {
      next.disarm();
    }
  }

  /** The second one waits for what the first one does, or does by itself when nobody can ask it. */
  @Override
  public void giveBack() {
    try {
      old.giveBack();
    } finally {
      next.giveBack();
    }
  }

  @Override
  public void recover() {
    try {
      old.recover();
    } finally {
      next.recover();
    }
  }

  @Override
  public Optional<String> lastOutcome() {
    return old.lastOutcome().or(next::lastOutcome);
  }

  @Override
  public void close() {
    try {
      old.close();
    } finally {
      next.close();
    }
  }
}
