package dev.slipway.exec;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Waits for a condition instead of for a time. The question is asked until it is answered or the
 * deadline passes; what the last asking saw or threw goes into the error, so that a wait that
 * failed says what it was waiting on.
 *
 * @param what the sentence's object: "replay of 0/3000060 on v42", for the error
 * @param deadline how long to wait in all
 * @param pause between two askings
 * @param lasting errors of the question that no waiting mends: they end it at once
 */
public record Await(String what, Duration deadline, Duration pause, Set<ErrorCode> lasting) {

  public static Await of(String what, Duration deadline) {
    return new Await(what, deadline, Duration.ofMillis(50), Set.of(ErrorCode.INTERRUPTED));
  }

  public Await every(Duration pause) {
    return new Await(what, deadline, pause, lasting);
  }

  /** The same, that also ends at once on these errors. */
  public Await endingOn(Set<ErrorCode> errors) {
    EnumSet<ErrorCode> all = EnumSet.copyOf(lasting);
    all.addAll(errors);
    return new Await(what, deadline, pause, all);
  }

  /**
   * Asks until the answer is present.
   *
   * @throws SlipwayException {@code DEADLINE_EXCEEDED} with the last cause, {@code INTERRUPTED}, or
   *     a lasting one of the question itself; any other one is kept as the last cause and the
   *     asking goes on
   */
  public <T> T until(Supplier<Optional<T>> question) {
    long end = System.nanoTime() + deadline.toNanos();
    RuntimeException last = null;
    while (true) {
      try {
        Optional<T> answer = question.get();
        if (answer.isPresent()) {
          return answer.get();
        }
        last = null;
      } catch (RuntimeException e) {
        stopIfLasting(e);
        last = e;
      }
      if (System.nanoTime() - end >= 0) {
        throw tooLate(last);
      }
      rest();
    }
  }

  /** Asks until the answer is true. */
  public void untilTrue(Supplier<Boolean> question) {
    until(() -> question.get() ? Optional.of(true) : Optional.empty());
  }

  private void rest() {
    LockSupport.parkNanos(pause.toNanos());
    if (Thread.interrupted()) {
      Thread.currentThread().interrupt();
      throw new SlipwayException(
          ErrorCode.INTERRUPTED, "interrupted while waiting for " + what, "");
    }
  }

  private void stopIfLasting(RuntimeException e) {
    if (e instanceof SlipwayException slipway && lasting.contains(slipway.code())) {
      throw slipway;
    }
  }

  private SlipwayException tooLate(RuntimeException last) {
    String cause = last == null ? "" : ": " + last.getMessage();
    return new SlipwayException(
        ErrorCode.DEADLINE_EXCEEDED,
        "%s did not come within %s ms%s".formatted(what, deadline.toMillis(), cause),
        "look at the log of the server named; a longer deadline helps only if it was still working",
        last);
  }
}
