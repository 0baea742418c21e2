package dev.slipway.config;

import java.time.Duration;

/**
 * How long writes may wait.
 *
 * @param budget for everything while writes are held; overrun before the promotion means return
 * @param pauseBudget for transactions in flight to finish
 * @param maxReplayLag of the candidate's database when the hold begins
 */
public record SwitchoverSettings(
    @Default("5s") Duration budget,
    @Default("2s") Duration pauseBudget,
    @Default("16MB") DataSize maxReplayLag) {
  public SwitchoverSettings {
    if (pauseBudget.compareTo(budget) >= 0) {
      throw new IllegalArgumentException("pauseBudget must be shorter than budget");
    }
  }
}
