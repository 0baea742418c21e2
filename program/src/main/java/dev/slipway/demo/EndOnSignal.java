package dev.slipway.demo;

import java.util.concurrent.CompletableFuture;

/**
 * Work that is put away when its process is ended by a signal, SIGINT or SIGTERM: the thread that
 * works is interrupted, with what it waits for and the program that it runs, and the process waits
 * until it has put away what it had begun.
 */
final class EndOnSignal implements AutoCloseable {
  private final Thread work;
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private final Thread hook = new Thread(this::end, "slipway-end");
  private boolean came;
  private boolean puttingAway;

  private EndOnSignal(Thread work) {
    this.work = work;
  }

  /** The work of this thread, from now on. */
  static EndOnSignal ofThisThread() {
    EndOnSignal end = new EndOnSignal(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(end.hook);
    return end;
  }

  /** From now on no signal interrupts. True when one has come before. */
  synchronized boolean putAway() {
    puttingAway = true;
    boolean interrupted = Thread.interrupted();
    return interrupted || came;
  }

  /** The work is over. */
  @Override
  public void close() {
    over.complete(null);
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // A signal has come: the hook runs, and has nothing to wait for any more.
    }
  }

  private void end() {
    signal();
    over.join();
  }

  /** A signal has come. */
  synchronized void signal() {
    came = true;
    if (!puttingAway) {
      work.interrupt();
    }
  }
}
