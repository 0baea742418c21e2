package dev.slipway.node;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Several pieces of work beside each other; the first failure interrupts the others. */
public final class Lanes {
  private Lanes() {}

  /** Returns when all are done, or throws what the first failure threw, when all have ended. */
  public static void run(List<Runnable> lanes) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var ended = new ExecutorCompletionService<Void>(threads);
      lanes.forEach(lane -> ended.submit(lane, null));
      try {
        for (int i = 0; i < lanes.size(); i++) {
          ended.take().get();
        }
      } catch (ExecutionException e) {
        threads.shutdownNow();
        throw unwrapped(e.getCause());
      } catch (InterruptedException e) {
        threads.shutdownNow();
        Thread.currentThread().interrupt();
        throw new SlipwayException(ErrorCode.INTERRUPTED, "interrupted", "", e);
      }
    }
  }

  private static RuntimeException unwrapped(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException exception
        ? exception
        : new IllegalStateException(cause);
  }
}
