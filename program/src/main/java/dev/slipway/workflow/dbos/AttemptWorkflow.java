package dev.slipway.workflow.dbos;

import dev.dbos.transact.DBOS;
import dev.dbos.transact.workflow.SerializationStrategy;
import dev.dbos.transact.workflow.Workflow;
import dev.dbos.transact.workflow.WorkflowClassName;
import dev.slipway.workflow.Outcome;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The body of one attempt. DBOS replays the steps that its journal has as done and runs the others;
 * only words cross its journal, never an object.
 */
@WorkflowClassName("release")
final class AttemptWorkflow implements ReleaseWorkflow {
  static final String DONE = "done";
  static final String STOPPED = "stopped";

  /**
   * One step of the attempt.
   *
   * @param name unique within the attempt
   */
  record Action(String name, Supplier<Outcome> run) {}

  private final DBOS dbos;
  private final List<Action> actions;
  private final CompletableFuture<String> result = new CompletableFuture<>();
  private volatile boolean stopping;
  private volatile Thread worker;

  AttemptWorkflow(DBOS dbos, List<Action> actions) {
    this.dbos = dbos;
    this.actions = actions;
  }

  @Override
  @Workflow(
      name = "attempt",
      maxRecoveryAttempts = 1_000_000,
      serializationStrategy = SerializationStrategy.PORTABLE)
  public String attempt(String attempt) {
    try {
      worker = Thread.currentThread();
      String word = runAll();
      result.complete(word);
      return word;
    } catch (RuntimeException | Error e) {
      result.completeExceptionally(e);
      throw e;
    } finally {
      worker = null;
      Thread.interrupted();
    }
  }

  private String runAll() {
    for (Action action : actions) {
      if (stopping || !succeeds(action)) {
        return STOPPED;
      }
    }
    return DONE;
  }

  private boolean succeeds(Action action) {
    String word = dbos.<String, RuntimeException>runStep(() -> word(action), action.name());
    return DONE.equals(word);
  }

  private static String word(Action action) {
    return action.run().get() instanceof Outcome.Failed ? STOPPED : DONE;
  }

  /** Interrupts the step that is running and begins no other. */
  void stop() {
    stopping = true;
    Thread running = worker;
    if (running != null) {
      running.interrupt();
    }
  }

  CompletableFuture<String> result() {
    return result;
  }
}
