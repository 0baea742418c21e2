package dev.slipway.release.watch;

import dev.slipway.error.SlipwayException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;

/**
 * The watch as its own process runs it. It acts when its deadline passes, by its own monotonic
 * clock, or as soon as the controller has ended; silence never disarms it. After it acted it stays
 * as long as its controller exists: one that was only stopped may still do the one thing that it
 * was about to do, so it looks again.
 */
public final class Watch {
  /** How much later than the end of the grant it acts. */
  public static final Duration MARGIN = Duration.ofSeconds(1);

  private static final Duration AGAIN = Duration.ofMillis(100);
  private static final Duration LINGER = Duration.ofSeconds(2);
  private static final Duration LIMIT = Duration.ofDays(1);

  /** How long an order is worked on before its controller is told that it is not done yet. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Rescue rescue;
  private final Lines orders;
  private final PrintStream answers;
  private final WatchLog log;

  /** When to look next; empty while nothing is to be watched. */
  private Optional<Long> wake = Optional.empty();

  /** Until when the controller waits for an answer. */
  private Optional<Long> asked = Optional.empty();

  private Optional<Long> failing = Optional.empty();
  private boolean unasked;
  private boolean orphaned;
  private boolean ended;

  public Watch(Rescue rescue, InputStream orders, PrintStream answers, WatchLog log) {
    this.rescue = rescue;
    this.orders = new Lines(orders);
    this.answers = answers;
    this.log = log;
  }

  /** Until the hold that it watches has ended, and its controller has. */
  public void run() throws InterruptedException {
    if (!prepared()) {
      return;
    }
    answer("ready");
    while (!ended) {
      Duration wait = wake.map(at -> Duration.ofNanos(at - System.nanoTime())).orElse(LIMIT);
      orders.next(wait).ifPresentOrElse(line -> obey(Order.parse(line)), this::look);
    }
    log.say("the watch ends");
  }

  /** Says why when it could not help: its controller then holds nobody. */
  private boolean prepared() {
    try {
      rescue.prepare();
      return true;
    } catch (SlipwayException e) {
      log.say("cannot help: " + e.code() + " " + e.getMessage());
      answer("failed " + e.code() + " " + e.getMessage());
      return false;
    }
  }

  private void obey(Order order) {
    switch (order) {
      case Order.Arm arm -> {
        unasked = false;
        wake = in(arm.budget().plus(MARGIN));
        // Nothing is left to do while clients wait.
        log.say("armed for %d ms".formatted(arm.budget().toMillis()));
        answer("armed");
      }
      case Order.GiveBack() -> {
        unasked = true;
        lookForController();
      }
      case Order.Recover() -> lookForController();
      case Order.Disarm() -> ended = true;
      case Order.End() -> orphan();
    }
  }

  private void lookForController() {
    asked = in(PATIENCE);
    wake = in(Duration.ZERO);
  }

  private void orphan() {
    orphaned = true;
    asked = Optional.empty();
    ended = wake.isEmpty();
    wake = in(Duration.ZERO);
  }

  private void look() {
    if (wake.isEmpty()) {
      return;
    }
    try {
      served(rescue.attempt(unasked));
    } catch (SlipwayException e) {
      failed(e.code() + " " + e.getMessage());
    } catch (RuntimeException e) {
      failed(e.toString());
    }
  }

  private void served(String outcome) {
    failing = Optional.empty();
    if (asked.isPresent()) {
      asked = Optional.empty();
      wake = Optional.empty();
      log.say("as asked: " + outcome);
      answer("done " + outcome);
      return;
    }
    log.outcome((orphaned ? "the controller ended: " : "the deadline passed: ") + outcome);
    ended = orphaned;
    wake = in(LINGER);
  }

  private void failed(String problem) {
    log.say("not yet: " + problem);
    if (asked.filter(Watch::passed).isPresent()) {
      asked = Optional.empty();
      answer("failed " + problem);
    }
    failing = failing.or(() -> in(LIMIT));
    if (failing.filter(Watch::passed).isPresent()) {
      log.outcome("given up after %d hours: %s".formatted(LIMIT.toHours(), problem));
      ended = true;
    }
    wake = in(AGAIN);
  }

  private void answer(String line) {
    answers.println(line);
    answers.flush();
  }

  private static Optional<Long> in(Duration time) {
    return Optional.of(System.nanoTime() + time.toNanos());
  }

  private static boolean passed(long time) {
    return System.nanoTime() - time >= 0;
  }
}
