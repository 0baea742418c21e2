package dev.slipway.release;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Work that must not stop halfway, because clients wait for its end: whoever ends the program
 * meanwhile waits for it, too.
 */
final class Uninterrupted {
  private Uninterrupted() {}

  /** Returns, or throws, what the work did; an interrupt meanwhile is kept for the caller. */
  static void run(Runnable work) {
    FutureTask<Void> task = new FutureTask<>(work, null);
    Thread.ofPlatform().name(Thread.currentThread().getName()).start(task);
    boolean interrupted = false;
    try {
      while (!task.isDone()) {
        interrupted |= !finished(task);
      }
      rethrow(task);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean finished(FutureTask<Void> task) {
    try {
      task.get();
    } catch (InterruptedException e) {
      return false;
    } catch (ExecutionException e) {
      return true;
    }
    return true;
  }

  private static void rethrow(FutureTask<Void> task) {
    if (task.state() == FutureTask.State.FAILED) {
      switch (task.exceptionNow()) {
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case Throwable failure -> throw new IllegalStateException(failure);
      }
    }
  }
}
