package dev.slipway.workflow.dbos;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.slipway.workflow.DurableExecution;
import dev.slipway.workflow.Journal;
import dev.slipway.workflow.ReleaseRecord;
import dev.slipway.workflow.Step;
import dev.slipway.workflow.StepListener;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

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
    return lead(id, listener, run -> run.forward(id, request, steps));
  }

  @Override
  public ReleaseRecord takeBack(
      String id, String taken, String request, List<Step> steps, StepListener listener) {
    return lead(id, listener, run -> run.takingBack(id, taken, request, steps));
  }

  @Override
  public ReleaseRecord abort(String id, List<Step> steps, StepListener listener) {
    return lead(id, listener, run -> run.backward(id, steps));
  }

  /**
   * @param work says whether it was interrupted, which is passed on once the record is read
   */
  private ReleaseRecord lead(String id, StepListener listener, Predicate<ReleaseRun> work) {
    boolean interrupted = false;
    busy.lock();
    try (Leadership leadership = Leadership.take(server.address(), lease)) {
      caller = Thread.currentThread();
      interrupted = work.test(new ReleaseRun(connections, leadership, background, listener));
      return find(id).orElseThrow();
    } finally {
      caller = null;
      busy.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
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
