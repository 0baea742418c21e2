package dev.slipway.bench;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts a run that takes too long, and one whose program is asked to end: what it started is
 * ended before the program is. Belongs to the thread that made it.
 */
final class Deadline implements AutoCloseable {
  private static final Duration ENDING = Duration.ofSeconds(60);

  private final Thread run = Thread.currentThread();
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean passed;

  Deadline(Duration time) {
    Thread.ofPlatform().daemon().name("deadline").start(() -> watch(time));
    Runtime.getRuntime().addShutdownHook(new Thread(this::end));
  }

  /** True when it was this that interrupted the run. */
  boolean passed() {
    return passed;
  }

  @Override
  public void close() {
    over.countDown();
  }

  private void watch(Duration time) {
    if (!ended(time)) {
      passed = true;
      run.interrupt();
    }
  }

  private void end() {
    if (over.getCount() > 0) {
      run.interrupt();
      ended(ENDING);
    }
  }

  private boolean ended(Duration time) {
    try {
      return over.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
