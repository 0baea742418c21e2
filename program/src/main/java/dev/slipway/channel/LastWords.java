package dev.slipway.channel;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** The last lines that a process said on its error stream. */
final class LastWords implements Consumer<String> {
  private static final int KEPT = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Deque<String> lines = new ArrayDeque<>();

  @Override
  public synchronized void accept(String line) {
    lines.addLast(line);
    notifyAll();
    if (lines.size() > KEPT) {
      lines.removeFirst();
    }
  }

  /** They may come a little later than its end. */
  private synchronized String words() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (lines.isEmpty() && System.nanoTime() < end) {
        wait(PATIENCE.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return String.join("; ", lines);
  }

  /** Why the process does not serve. */
  SlipwayException refusal(String name, String greeting) {
    String said = greeting.isEmpty() ? words() : greeting;
    return new SlipwayException(
        ErrorCode.COMMAND_FAILED,
        "Slipway on %s does not serve its site: %s".formatted(name, said),
        "run `slipway node serve` with its manifest there by hand: is it the same version?");
  }
}
