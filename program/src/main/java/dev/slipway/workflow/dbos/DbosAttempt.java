package dev.slipway.workflow.dbos;

import dev.dbos.transact.DBOS;
import dev.dbos.transact.DBOSClient;
import dev.dbos.transact.StartWorkflowOptions;
import dev.dbos.transact.config.DBOSConfig;
import dev.dbos.transact.workflow.ListWorkflowsInput;
import dev.dbos.transact.workflow.WorkflowState;
import dev.dbos.transact.workflow.WorkflowStatus;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/**
 * Runs one attempt as a workflow of DBOS. Left to its defaults DBOS would recover whatever it finds
 * pending: its executor is called like the attempt, so it recovers this one alone, and only in the
 * hands of a leader; the application's version is pinned, since by default it is a hash of the
 * program and a release in flight would be lost to every other build. Its admin server is off by
 * default and stays so.
 */
final class DbosAttempt {
  private static final String SCHEMA = "dbos";
  private static final String VERSION = "1";
  private static final Duration RECORDED = Duration.ofSeconds(10);

  private final DataSource connections;
  private final Executor background;
  private final Leadership leadership;
  private boolean interrupted;

  /**
   * @param background where DBOS is closed, which takes it a second
   */
  DbosAttempt(DataSource connections, Leadership leadership, Executor background) {
    this.connections = connections;
    this.background = background;
    this.leadership = leadership;
  }

  /**
   * Cancels every other attempt that is pending: DBOS stops a controller that wakes up in one.
   *
   * @return whether this one is pending, so that launching recovers it
   */
  boolean prepare(String workflow) {
    if (new Sql(connections).transaction(DbosAttempt::neverLaunched)) {
      return false;
    }
    try (DBOSClient client = new DBOSClient(connections, SCHEMA)) {
      List<String> pending =
          client.listWorkflows(new ListWorkflowsInput().withStatus(WorkflowState.PENDING)).stream()
              .map(WorkflowStatus::workflowId)
              .toList();
      List<String> others = pending.stream().filter(it -> !it.equals(workflow)).toList();
      if (!others.isEmpty()) {
        client.cancelWorkflows(others);
      }
      return pending.contains(workflow);
    }
  }

  private static boolean neverLaunched(Sql.Transaction transaction) throws java.sql.SQLException {
    return transaction
        .first("select to_regclass('dbos.workflow_status') is null", row -> row.getBoolean(1))
        .orElse(true);
  }

  /**
   * Runs the attempt to its end; an interrupt stops it at the step that is running, and is for the
   * caller to pass on when everything is written down.
   *
   * @param recover true when DBOS has it pending
   * @return true when all its steps are done
   */
  boolean run(String workflow, boolean recover, List<AttemptWorkflow.Action> actions) {
    DBOS dbos = new DBOS(configuration(workflow));
    try {
      AttemptWorkflow body = new AttemptWorkflow(dbos, actions);
      leadership.whenLost(body::stop);
      ReleaseWorkflow proxy = dbos.registerProxy(ReleaseWorkflow.class, body);
      dbos.launch();
      if (!recover) {
        dbos.startWorkflow(() -> proxy.attempt(workflow), new StartWorkflowOptions(workflow));
      }
      String word = await(body);
      Await.of("the journal's record of " + workflow, RECORDED)
          .every(Duration.ofMillis(2))
          .untilTrue(() -> recorded(dbos, workflow));
      return word.equals(AttemptWorkflow.DONE);
    } finally {
      leadership.whenLost(() -> {});
      background.execute(dbos::close);
    }
  }

  private DBOSConfig configuration(String workflow) {
    return DBOSConfig.defaults("slipway")
        .withDataSource(connections)
        .withDatabaseSchema(SCHEMA)
        .withExecutorId(workflow)
        .withAppVersion(VERSION)
        .withUseListenNotify(false)
        .withSchedulerPollingInterval(Duration.ofHours(1));
  }

  private static boolean recorded(DBOS dbos, String workflow) {
    return dbos.getWorkflowStatus(workflow)
        .map(status -> status.status() != WorkflowState.PENDING)
        .orElse(false);
  }

  /** Goes on waiting when interrupted: what the step leaves is still to be written down. */
  private String await(AttemptWorkflow body) {
    CompletableFuture<String> result = body.result();
    while (true) {
      try {
        return result.get();
      } catch (InterruptedException e) {
        interrupted = true;
        body.stop();
      } catch (ExecutionException e) {
        // Whatever a deposed leader stumbled over, that it was deposed is why.
        leadership.require();
        throw reason(e.getCause());
      }
    }
  }

  boolean interrupted() {
    return interrupted;
  }

  private static RuntimeException reason(Throwable cause) {
    return switch (cause) {
      case SlipwayException e -> e;
      case Error e -> throw e;
      default ->
          new SlipwayException(
              ErrorCode.JOURNAL_FAILED,
              "the journal's workflow failed: " + cause.getMessage(),
              "run `slipway release resume`; the steps that are done are not run again",
              cause);
    };
  }
}
