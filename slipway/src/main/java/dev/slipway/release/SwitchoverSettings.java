package dev.slipway.release;

import java.time.Duration;

/**
 * @param budget longest time that writes may be held, from the pause to the release
 * @param pauseBudget longest wait for transactions in flight, part of the budget
 * @param maxReplayLag bytes the candidate may lag when the hold begins
 */
public record SwitchoverSettings(Duration budget, Duration pauseBudget, long maxReplayLag) {
  public SwitchoverSettings {
    if (pauseBudget.compareTo(budget) >= 0) {
      throw new IllegalArgumentException("the pause budget is a part of the budget, and smaller");
    }
  }

  public static SwitchoverSettings defaults() {
    return new SwitchoverSettings(Duration.ofSeconds(5), Duration.ofSeconds(2), 16L << 20);
  }
}
