package dev.slipway.bench;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a run started and must not leave behind; ended in the reverse order. */
final class Started implements AutoCloseable {
  private final Deque<AutoCloseable> all = new ArrayDeque<>();

  <T extends AutoCloseable> T with(T one) {
    all.push(one);
    return one;
  }

  /** Ends all of it, also when one cannot be ended, and also for somebody who was interrupted. */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    IllegalStateException problem = new IllegalStateException("not all could be ended");
    while (!all.isEmpty()) {
      try {
        all.pop().close();
      } catch (Exception e) {
        problem.addSuppressed(e);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (problem.getSuppressed().length > 0) {
      throw problem;
    }
  }
}
