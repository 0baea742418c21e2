package dev.slipway.release;

import java.time.Duration;
import java.util.Optional;

/**
 * Ends a hold when nobody else does: a process of its own beside the pooler of the old site, which
 * outlives the controller. Only it gives an old database back, so that giving back has one executor
 * at a time: whoever starts a watch ends the one before. Not for concurrent use.
 */
public interface HoldWatch extends AutoCloseable {

  /**
   * Has it running, and able to reach the pooler and both databases. The watch of an earlier
   * attempt is ended first, whatever it was doing.
   */
  void start();

  /**
   * From now on it acts by itself: a margin after the budget, or as soon as this controller ends.
   * Returns when it has confirmed that. The right to promote is granted before, so that it ends
   * earlier.
   */
  void arm(Duration budget);

  /** Clients are served by the new site. */
  void disarm();

  /**
   * Has the old database given back and the hold released now. The caller promises that this
   * attempt asked for no promotion, and will ask for none.
   *
   * @throws dev.slipway.error.SlipwayException when it could not be done yet; the watch goes on
   */
  void giveBack();

  /**
   * Has clients served again, whatever earlier attempts left: by the new database if it is
   * promoted, by the old one if the new one is certain not to be.
   *
   * @throws dev.slipway.error.SlipwayException {@code DATABASE_STATE} when it cannot be known which
   *     of them may serve; the watch goes on looking
   */
  void recover();

  /** What the last watch did by itself, in one line; empty when it had nothing to do. */
  Optional<String> lastOutcome();

  /** Leaves it. One that is armed takes that for the end of the controller. */
  @Override
  void close();
}
