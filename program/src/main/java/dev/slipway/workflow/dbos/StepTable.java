package dev.slipway.workflow.dbos;

import dev.slipway.workflow.Outcome;
import dev.slipway.workflow.Step;
import dev.slipway.workflow.StepRecord;
import dev.slipway.workflow.steps.StepLog;
import dev.slipway.workflow.steps.Verb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The steps of one release, one row for each time that one was begun. Every statement that writes
 * reads the leader's row in the same breath, locked against a take-over: a row with an old epoch
 * cannot appear after one with a new epoch.
 */
record StepTable(Sql sql, long release, Leadership leadership) implements StepLog {
  private static final String COLUMNS =
      "position, name, rows, attempt, started_at, elapsed_us, outcome, verb";

  private static final String LEAD =
      "with lead as (select epoch from slipway.leader where epoch = ? for share) ";

  private static final String BEGIN =
      LEAD
          + """
          insert into slipway.steps
            (release, verb, position, name, rows, attempt, epoch, started_at)
          select ?, ?, ?, ?, string_to_array(?, ','),
            1 + (select count(*) from slipway.steps where release = ? and name = ? and verb = ?),
            epoch, clock_timestamp()
          from lead
          returning entry
          """;

  private static final String END =
      LEAD
          + """
          update slipway.steps set outcome = ?::jsonb, elapsed_us = ?
          from lead where entry = ? and steps.epoch = lead.epoch
          returning
          """
          + COLUMNS;

  @Override
  public Optional<Entry> last(String step) {
    return sql.first(
        "select %s from slipway.steps where release = ? and name = ? order by entry desc limit 1"
            .formatted(COLUMNS),
        StepTable::entry,
        release,
        step);
  }

  @Override
  public Optional<StepRecord> last(String step, Verb verb) {
    return sql.first(
        """
        select %s from slipway.steps where release = ? and name = ? and verb = ?
        order by entry desc limit 1
        """
            .formatted(COLUMNS),
        row -> entry(row).record(),
        release,
        step,
        verb.name());
  }

  @Override
  public long begin(Verb verb, int position, Step step) {
    return sql.first(
            BEGIN,
            row -> row.getLong(1),
            leadership.epoch(),
            release,
            verb.name(),
            position,
            step.name(),
            String.join(",", step.rows()),
            release,
            step.name(),
            verb.name())
        .orElseThrow(Leadership::takenOver);
  }

  @Override
  public void requireLead() {
    leadership.require();
  }

  @Override
  public StepRecord end(long intent, Outcome outcome, Duration elapsed) {
    return sql.first(
            END,
            row -> entry(row).record(),
            leadership.epoch(),
            OutcomeJson.write(outcome),
            elapsed.toNanos() / 1000,
            intent)
        .orElseThrow(Leadership::takenOver);
  }

  /** The newest record of each step, in the plan's order. */
  static List<StepRecord> newest(Sql sql, long release, Verb verb) {
    return sql.list(
        """
        select * from (
          select distinct on (name) %s from slipway.steps
          where release = ? and verb = ? order by name, entry desc) newest
        order by position, name
        """
            .formatted(COLUMNS),
        row -> entry(row).record(),
        release,
        verb.name());
  }

  private static Entry entry(ResultSet row) throws SQLException {
    StepRecord record =
        new StepRecord(
            row.getInt("position"),
            row.getString("name"),
            List.of((String[]) row.getArray("rows").getArray()),
            row.getInt("attempt"),
            row.getTimestamp("started_at").toInstant(),
            Duration.ofNanos(row.getLong("elapsed_us") * 1000),
            OutcomeJson.read(row.getString("outcome")));
    return new Entry(Verb.valueOf(row.getString("verb")), record);
  }
}
