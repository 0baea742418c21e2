package dev.slipway.service;

/**
 * A {@code pg_snapshot} without its list of transactions in progress, which a hot standby does not
 * fill.
 *
 * @param xmin every transaction below it has ended
 * @param xmax no transaction at or above it had begun
 */
public record TransactionSnapshot(long xmin, long xmax) {

  /** Parses {@code xmin:xmax:list}. */
  public static TransactionSnapshot parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length < 2) {
      throw new IllegalArgumentException("not a snapshot: " + text);
    }
    return new TransactionSnapshot(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
  }

  /** True when everything that had begun before the other was taken is settled in this one. */
  public boolean covers(TransactionSnapshot other) {
    return xmin >= other.xmax;
  }

  @Override
  public String toString() {
    return xmin + ":" + xmax;
  }
}
