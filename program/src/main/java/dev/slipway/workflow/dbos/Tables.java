package dev.slipway.workflow.dbos;

import java.sql.SQLException;

/** The journal's own tables. They hold words and JSON, no name of a class. */
final class Tables {
  private static final String CREATE =
      """
      create schema if not exists slipway;
      create table if not exists slipway.leader (
        sole boolean primary key default true check (sole),
        epoch bigint not null,
        backend integer not null,
        pid bigint not null,
        started bigint not null,
        boot text not null,
        heartbeat timestamptz not null
      );
      create table if not exists slipway.releases (
        serial bigint generated always as identity primary key,
        id text not null,
        state text not null,
        request text not null,
        plan text not null,
        attempt integer not null,
        started_at timestamptz not null
      );
      create unique index if not exists one_unfinished on slipway.releases ((true))
        where state in ('RUNNING', 'STOPPED');
      create table if not exists slipway.steps (
        entry bigint generated always as identity primary key,
        release bigint not null references slipway.releases,
        verb text not null,
        position integer not null,
        name text not null,
        rows text[] not null,
        attempt integer not null,
        epoch bigint not null,
        started_at timestamptz not null,
        outcome jsonb,
        elapsed_us bigint
      );
      create index if not exists steps_of_release on slipway.steps (release, name);
      """;

  private Tables() {}

  /** Called under the leader's lock only, so that no two create at once. */
  static void create(Sql.Transaction transaction) throws SQLException {
    if (!present(transaction)) {
      transaction.update(CREATE);
    }
  }

  static boolean present(Sql.Transaction transaction) throws SQLException {
    return transaction
        .first("select to_regclass('slipway.steps') is not null", row -> row.getBoolean(1))
        .orElse(false);
  }
}
