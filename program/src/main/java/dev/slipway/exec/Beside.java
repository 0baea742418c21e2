package dev.slipway.exec;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Work that goes on beside whoever began it, and has a result that is asked for later. */
public final class Beside<T> {
  private final FutureTask<T> task;
  private final CompletableFuture<Void> over = new CompletableFuture<>();

  private Beside(FutureTask<T> task) {
    this.task = task;
  }

  /**
   * @param name of the thread
   */
  public static <T> Beside<T> begin(String name, Callable<T> work) {
    Beside<T> beside = new Beside<>(new FutureTask<>(work));
    Thread.ofVirtual().name(name).start(beside::run);
    return beside;
  }

  private void run() {
    task.run();
    over.complete(null);
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

  /** Interrupts it and waits until it has ended; nothing happens when it has. */
  public void cancel() {
    task.cancel(true);
    over.join();
  }
}
