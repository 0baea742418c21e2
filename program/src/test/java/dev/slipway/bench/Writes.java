package dev.slipway.bench;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What the writers of one load saw.
 *
 * @param acknowledged in the order of their time
 */
record Writes(List<Acknowledged> acknowledged, List<Failed> failed) {
  Writes {
    acknowledged = List.copyOf(acknowledged);
    failed = List.copyOf(failed);
  }

  /**
   * @param at by {@link System#nanoTime}
   */
  record Acknowledged(long id, long at) {}

  /**
   * One attempt, to write or to connect.
   *
   * @param at by {@link System#nanoTime}
   */
  record Failed(long at, String why) {}

  /**
   * The write gap: the longest time between two acknowledgements, over all writers, that has to do
   * with the time between two moments.
   */
  Duration gap(long from, long to) {
    long longest = 0;
    for (int i = 1; i < acknowledged.size(); i++) {
      long before = acknowledged.get(i - 1).at();
      long after = acknowledged.get(i).at();
      if (after - from >= 0 && to - before >= 0) {
        longest = Math.max(longest, after - before);
      }
    }
    return Duration.ofNanos(longest);
  }

  LongStream acknowledgedIds() {
    return acknowledged.stream().mapToLong(Acknowledged::id);
  }

  /** The failed attempts between two moments. */
  List<Failed> failed(long from, long to) {
    return failed.stream().filter(one -> one.at() - from >= 0 && to - one.at() >= 0).toList();
  }
}
