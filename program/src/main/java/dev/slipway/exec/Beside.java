package dev.slipway.exec;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Work that goes on beside whoever began it, and has a result that is asked for later. */
public final class Beside<T> {
  private final FutureTask<T> task;

  private Beside(FutureTask<T> task) {
    this.task = task;
  }

  /**
   * @param name of the thread
   */
  public static <T> Beside<T> begin(String name, Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofVirtual().name(name).start(task);
    return new Beside<>(task);
  }

  /**
   * Waits for it.
   *
   * @throws SlipwayException what the work threw; {@code INTERRUPTED}
   */
  public T result() {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof SlipwayException known
          ? known
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SlipwayException(ErrorCode.INTERRUPTED, "interrupted", "", e);
    }
  }

  /** Interrupts it; nothing happens when it has ended. */
  public void cancel() {
    task.cancel(true);
  }
}
