package dev.slipway.provider.aws;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Requests beside each other. One that fails stops no other: whether a request that is cut off was
 * still taken, nobody could say.
 */
final class Together {
  private Together() {}

  /** Returns when all have ended, or throws then what the first one in the list threw. */
  static void run(List<Runnable> requests) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Object>> tasks = requests.stream().map(Executors::callable).toList();
      for (Future<Object> ended : threads.invokeAll(tasks)) {
        if (ended.state() == Future.State.FAILED) {
          throw unwrapped(ended.exceptionNow());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SlipwayException(
          ErrorCode.INTERRUPTED,
          "interrupted while instances were asked for",
          "launch again: those that are there are found",
          e);
    }
  }

  private static RuntimeException unwrapped(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return (RuntimeException) cause;
  }
}
