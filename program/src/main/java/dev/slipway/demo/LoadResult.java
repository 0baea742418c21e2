package dev.slipway.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What the load saw.
 *
 * @param begun by the wall clock; the samples count from here
 * @param acknowledged the identities of the writes that were answered with success
 * @param unacknowledged those of all others; each may be in the database or not
 * @param firstFailures what the first failed requests were told, for a person to read
 */
public record LoadResult(
    Instant begun,
    List<Sample> writes,
    List<Sample> reads,
    List<String> acknowledged,
    List<String> unacknowledged,
    List<String> firstFailures) {

  /**
   * A stretch of time without an acknowledgement.
   *
   * @param begun since the load began
   */
  public record Gap(Duration begun, Duration lasted) {}

  public LoadResult {
    writes = writes.stream().sorted(Comparator.comparing(Sample::begun)).toList();
    reads = reads.stream().sorted(Comparator.comparing(Sample::begun)).toList();
    acknowledged = List.copyOf(acknowledged);
    unacknowledged = List.copyOf(unacknowledged);
    firstFailures = List.copyOf(firstFailures);
  }

  /** The longest time between two acknowledgements over all writers. */
  public Gap writeGap() {
    List<Duration> answers =
        writes.stream().filter(Sample::succeeded).map(Sample::ended).sorted().toList();
    Gap longest = new Gap(Duration.ZERO, Duration.ZERO);
    for (int i = 1; i < answers.size(); i++) {
      Duration lasted = answers.get(i).minus(answers.get(i - 1));
      if (lasted.compareTo(longest.lasted()) > 0) {
        longest = new Gap(answers.get(i - 1), lasted);
      }
    }
    return longest;
  }

  /** The longest that an acknowledged write took. */
  public Duration slowestWrite() {
    return writes.stream()
        .filter(Sample::succeeded)
        .map(Sample::took)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  public long readsSucceeded() {
    return reads.stream().filter(Sample::succeeded).count();
  }

  public long readsFailed() {
    return reads.size() - readsSucceeded();
  }
}
