package dev.slipway.workflow.dbos;

import dev.slipway.exec.Runner;
import dev.slipway.workflow.Journal;
import dev.slipway.workflow.ReleaseRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/** Reads the journal, beside a controller that runs a release or without one; writes nothing. */
public final class PostgresJournal implements Journal {
  private final JournalServer server;
  private final Sql sql;

  /** Closes the server with itself. */
  public PostgresJournal(JournalServer server) {
    this.server = server;
    PGSimpleDataSource connections = server.address().connections();
    connections.setReadOnly(true);
    this.sql = new Sql(connections);
  }

  /** The journal of the embedded server in a folder; empty until there is a release. */
  public static Journal open(Path folder, Path programs, Runner runner) {
    return new LaterJournal(
        () ->
            EmbeddedServer.present(folder)
                ? Optional.of(new PostgresJournal(EmbeddedServer.open(folder, programs, runner)))
                : Optional.empty());
  }

  @Override
  public Optional<ReleaseRecord> find(String id) {
    return present() ? new ReleaseTable(sql).find(id) : Optional.empty();
  }

  @Override
  public List<ReleaseRecord> releases() {
    return present() ? new ReleaseTable(sql).all() : List.of();
  }

  private boolean present() {
    return sql.transaction(Tables::present);
  }

  @Override
  public void close() {
    server.close();
  }
}
