package dev.slipway.release;

import dev.slipway.service.RestorePoint;
import dev.slipway.service.TransactionSnapshot;
import java.time.Duration;
import java.time.Instant;

/**
 * What a return to a restore point costs.
 *
 * @param transactions that wrote, begun since
 * @param time since
 */
public record Loss(long transactions, Duration time) {

  static Loss since(RestorePoint point, TransactionSnapshot now, Instant at) {
    return new Loss(now.xmax() - point.snapshot().xmax(), Duration.between(point.taken(), at));
  }

  /** In words: {@code 5432 transactions of 312 s}. */
  public String describe() {
    return "%d transactions of %d s".formatted(transactions, time.toSeconds());
  }
}
