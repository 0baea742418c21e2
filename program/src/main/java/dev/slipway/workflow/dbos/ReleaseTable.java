package dev.slipway.workflow.dbos;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.workflow.ReleaseRecord;
import dev.slipway.workflow.ReleaseState;
import dev.slipway.workflow.steps.Verb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The releases of the journal; at most one of them is unfinished. */
record ReleaseTable(Sql sql) {
  static final String UNFINISHED = "state in ('RUNNING', 'STOPPED')";

  /**
   * One try to bring a release forward or back, which is one workflow of DBOS.
   *
   * @param begun false when it goes on with the try of a controller that died
   */
  record Attempt(long release, String id, int number, boolean begun) {
    /** The workflow's identity, and its executor's: only its own recovery finds it. */
    String workflow() {
      return id + "#" + release + "/" + number;
    }
  }

  /**
   * What is asked of an attempt.
   *
   * @param text kept with a release that begins
   * @param plan the steps' names, which tell one plan from another
   * @param taken the id of the release that this one takes back
   */
  record Request(String id, String text, String plan, Optional<String> taken) {}

  Optional<ReleaseRecord> find(String id) {
    return sql.first(
            "select * from slipway.releases where id = ? order by serial desc limit 1",
            ReleaseTable::row,
            id)
        .map(this::record);
  }

  List<ReleaseRecord> all() {
    return sql
        .list("select * from slipway.releases order by serial desc", ReleaseTable::row)
        .stream()
        .map(this::record)
        .toList();
  }

  Optional<Long> unfinished(String id) {
    return sql.first(
        "select serial from slipway.releases where id = ? and " + UNFINISHED,
        row -> row.getLong(1),
        id);
  }

  /**
   * Begins or goes on. A try that was cut short is gone on with when its controller is dead and the
   * plan is the same; a controller that is only asleep keeps its own try, to itself.
   */
  Attempt attempt(Leadership leadership, Request request) {
    boolean mayRecover = leadership.predecessorIsDead();
    return sql.transaction(
        transaction -> {
          requireLead(transaction, leadership);
          TakenRelease.setAside(transaction, request.taken());
          refuseOther(transaction, request.id());
          Optional<Row> known =
              transaction.first(
                  "select * from slipway.releases where id = ? and " + UNFINISHED,
                  ReleaseTable::row,
                  request.id());
          if (known.isEmpty()) {
            return insert(transaction, request);
          }
          Row row = known.get();
          if (mayRecover
              && row.state() == ReleaseState.RUNNING
              && row.plan().equals(request.plan())) {
            return new Attempt(row.serial(), row.id(), row.attempt(), false);
          }
          return next(transaction, row.serial(), row.id(), request.plan());
        });
  }

  /** Another try at the same release, when the one to be recovered is not there to be. */
  Attempt next(Leadership leadership, Attempt before, String plan) {
    return sql.transaction(
        transaction -> {
          requireLead(transaction, leadership);
          return next(transaction, before.release(), before.id(), plan);
        });
  }

  void end(Leadership leadership, Attempt attempt, ReleaseState state, Optional<String> taken) {
    sql.transaction(
        transaction -> {
          requireLead(transaction, leadership);
          transaction.update(
              "update slipway.releases set state = ? where serial = ?",
              state.name(),
              attempt.release());
          TakenRelease.settle(transaction, state, taken);
          return attempt;
        });
  }

  private static Attempt insert(Sql.Transaction transaction, Request request) throws SQLException {
    return transaction
        .first(
            """
            insert into slipway.releases (id, state, request, plan, attempt, started_at)
            values (?, 'RUNNING', ?, ?, 1, clock_timestamp()) returning serial
            """,
            row -> new Attempt(row.getLong(1), request.id(), 1, true),
            request.id(),
            request.text(),
            request.plan())
        .orElseThrow();
  }

  private static Attempt next(Sql.Transaction transaction, long serial, String id, String plan)
      throws SQLException {
    return transaction
        .first(
            """
            update slipway.releases set state = 'RUNNING', plan = ?, attempt = attempt + 1
            where serial = ? returning attempt
            """,
            row -> new Attempt(serial, id, row.getInt(1), true),
            plan,
            serial)
        .orElseThrow();
  }

  private static void requireLead(Sql.Transaction transaction, Leadership leadership)
      throws SQLException {
    Optional<Long> leading =
        transaction.first(
            "select epoch from slipway.leader where epoch = ? for share",
            row -> row.getLong(1),
            leadership.epoch());
    if (leading.isEmpty()) {
      throw Leadership.takenOver();
    }
  }

  private static void refuseOther(Sql.Transaction transaction, String id) throws SQLException {
    Optional<String> other =
        transaction.first(
            "select id from slipway.releases where id <> ? and " + UNFINISHED,
            row -> row.getString(1),
            id);
    if (other.isPresent()) {
      throw new SlipwayException(
          ErrorCode.RELEASE_RUNNING,
          "release " + other.get() + " is unfinished",
          "finish it with `slipway release resume`, or take it back with `slipway release abort`");
    }
  }

  private ReleaseRecord record(Row row) {
    return new ReleaseRecord(
        row.id(),
        row.state(),
        row.request(),
        row.started(),
        StepTable.newest(sql, row.serial(), Verb.APPLY),
        StepTable.newest(sql, row.serial(), Verb.REVERT));
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getLong("serial"),
        row.getString("id"),
        ReleaseState.valueOf(row.getString("state")),
        row.getString("request"),
        row.getString("plan"),
        row.getInt("attempt"),
        row.getTimestamp("started_at").toInstant());
  }

  private record Row(
      long serial,
      String id,
      ReleaseState state,
      String request,
      String plan,
      int attempt,
      java.time.Instant started) {}
}
