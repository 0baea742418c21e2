package dev.slipway.workflow.dbos;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.workflow.DurableExecution;
import dev.slipway.workflow.Journal;
import dev.slipway.workflow.ReleaseRecord;
import dev.slipway.workflow.ReleaseState;
import dev.slipway.workflow.Step;
import dev.slipway.workflow.StepListener;
import dev.slipway.workflow.dbos.AttemptWorkflow.Action;
import dev.slipway.workflow.dbos.ReleaseTable.Attempt;
import dev.slipway.workflow.steps.StepRunner;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Durable execution on DBOS Transact. The table of steps decides what is done; DBOS decides what is
 * recovered. A controller leads only while it runs or aborts a release.
 */
public final class DbosExecution implements DurableExecution {
  /** A leader that is silent for so long counts as asleep; one that is dead is known at once. */
  public static final Duration LEASE = Duration.ofSeconds(3);

  private static final int CONNECTIONS = 8;

  /** How long a step that is interrupted may take to leave the world in order. */
  private static final Duration ORDER = Duration.ofSeconds(30);

  private final ReentrantLock busy = new ReentrantLock();
  private final Thread hook = new Thread(this::endInOrder, "slipway-journal-end");
  private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
  private final JournalServer server;
  private final Duration lease;
  private final HikariDataSource connections;
  private final Journal journal;
  private volatile Thread caller;
  private boolean closed;

  /**
   * Uses the server until closed, and closes it then. A process that is asked to end (Ctrl-C, TERM)
   * meanwhile interrupts the step that is running, waits for its outcome and closes too.
   */
  public DbosExecution(JournalServer server, Duration lease) {
    this.server = server;
    this.lease = lease;
    this.connections = pool(server.address());
    this.journal = new PostgresJournal(JournalServer.given(server.address()));
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private static HikariDataSource pool(JournalAddress address) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("journal");
    config.setDataSource(address.connections());
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(Duration.ofSeconds(15).toMillis());
    return new HikariDataSource(config);
  }

  @Override
  public ReleaseRecord run(String id, String request, List<Step> steps, StepListener listener) {
    Order order = new Order(id, request, names("", steps), ReleaseState.COMPLETED);
    return lead(
        id,
        leadership ->
            drive(
                leadership,
                order,
                release -> forward(runner(leadership, release, listener), steps)));
  }

  @Override
  public ReleaseRecord abort(String id, List<Step> steps, StepListener listener) {
    Order order = new Order(id, "", names("revert ", steps), ReleaseState.ABORTED);
    return lead(
        id,
        leadership -> {
          refuseAbort(id, steps, leadership, listener);
          return drive(
              leadership, order, release -> backward(runner(leadership, release, listener), steps));
        });
  }

  /**
   * @param work says whether it was interrupted, which is passed on once the record is read
   */
  private ReleaseRecord lead(String id, Predicate<Leadership> work) {
    boolean interrupted = false;
    busy.lock();
    try (Leadership leadership = Leadership.take(server.address(), lease)) {
      caller = Thread.currentThread();
      interrupted = work.test(leadership);
      return find(id).orElseThrow();
    } finally {
      caller = null;
      busy.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** What is asked of an attempt. */
  private record Order(String id, String request, String plan, ReleaseState end) {}

  private boolean drive(Leadership leadership, Order order, Function<Long, List<Action>> actions) {
    ReleaseTable releases = new ReleaseTable(new Sql(connections));
    DbosAttempt dbos = new DbosAttempt(connections, leadership, background);
    Attempt attempt = releases.attempt(leadership, order.id(), order.request(), order.plan());
    boolean pending = dbos.prepare(attempt.workflow());
    if (!attempt.begun() && !pending) {
      attempt = releases.next(leadership, attempt, order.plan());
    }
    boolean done = dbos.run(attempt.workflow(), pending, actions.apply(attempt.release()));
    releases.end(leadership, attempt, done ? order.end() : ReleaseState.STOPPED);
    return dbos.interrupted();
  }

  private void refuseAbort(
      String id, List<Step> steps, Leadership leadership, StepListener listener) {
    Optional<Long> release = new ReleaseTable(new Sql(connections)).unfinished(id);
    if (release.isEmpty()) {
      throw find(id)
          .map(
              known ->
                  new SlipwayException(
                      ErrorCode.RELEASE_STATE,
                      "release %s is finished already".formatted(id),
                      "only an unfinished release can be taken back"))
          .orElseGet(
              () ->
                  new SlipwayException(
                      ErrorCode.RELEASE_UNKNOWN,
                      "the journal has no release " + id,
                      "see `slipway release status`"));
    }
    StepRunner runner = runner(leadership, release.get(), listener);
    for (Step step : steps) {
      if (runner.pastReturn(step)) {
        throw new SlipwayException(
            ErrorCode.RELEASE_STATE,
            "release %s is past its point of no return, %s".formatted(id, step.name()),
            "finish it with `slipway release resume`; then the way back is a rollback");
      }
    }
  }

  private StepRunner runner(Leadership leadership, long release, StepListener listener) {
    return new StepRunner(new StepTable(new Sql(connections), release, leadership), listener);
  }

  private static List<Action> forward(StepRunner runner, List<Step> steps) {
    return IntStream.range(0, steps.size())
        .mapToObj(
            i -> new Action(steps.get(i).name(), () -> runner.apply(steps.get(i), i, steps.size())))
        .toList();
  }

  private static List<Action> backward(StepRunner runner, List<Step> steps) {
    return IntStream.iterate(steps.size() - 1, i -> i >= 0, i -> i - 1)
        .mapToObj(
            i ->
                new Action(steps.get(i).name(), () -> runner.revert(steps.get(i), i, steps.size())))
        .toList();
  }

  private static String names(String prefix, List<Step> steps) {
    return steps.stream().map(step -> prefix + step.name()).collect(Collectors.joining(","));
  }

  @Override
  public Optional<ReleaseRecord> find(String id) {
    return journal.find(id);
  }

  @Override
  public List<ReleaseRecord> releases() {
    return journal.releases();
  }

  private void endInOrder() {
    Thread running = caller;
    if (running != null) {
      running.interrupt();
    }
    try {
      if (busy.tryLock(ORDER.toSeconds(), TimeUnit.SECONDS)) {
        close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends to the end also on a thread that was interrupted: nothing may stay running. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    boolean interrupted = Thread.interrupted();
    try {
      end();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void end() {
    if (Thread.currentThread() != hook) {
      forgetHook();
    }
    background.close();
    journal.close();
    connections.close();
    server.close();
  }

  private void forgetHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook finds everything closed.
    }
  }
}
