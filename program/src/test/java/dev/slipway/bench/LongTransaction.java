package dev.slipway.bench;

import dev.slipway.bench.Writes.Acknowledged;
import dev.slipway.error.ErrorCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A client of the pooler that leaves its transaction open, in every second round. The hold must
 * give up and name it; the transaction is committed then.
 */
final class LongTransaction implements Circumstance {
  private final PooledServers servers;
  private final Run run;
  private final List<Acknowledged> committed = new ArrayList<>();
  private Optional<Open> open = Optional.empty();

  private record Open(Connection connection, int pid, long row) {}

  LongTransaction(PooledServers servers, Run run) {
    this.servers = servers;
    this.run = run;
  }

  @Override
  public void begin(int round) {
    if (round % 2 == 1) {
      open = Optional.of(open(run.others(round)));
    }
  }

  @Override
  public boolean caused(Attempt.Refused refusal) {
    boolean named =
        refusal.code().equals(ErrorCode.HOLD_NOT_REACHED.name())
            && open.filter(it -> refusal.message().contains("pid " + it.pid())).isPresent();
    open.ifPresent(this::commit);
    open = Optional.empty();
    return named;
  }

  @Override
  public void end(Attempt.Switched switched) {
    if (open.isPresent()) {
      throw new IllegalStateException("writes were switched in spite of an open transaction");
    }
  }

  @Override
  public List<Acknowledged> acknowledged() {
    return committed;
  }

  @Override
  public Map<String, Integer> counts() {
    return Map.of("committedAfterwards", committed.size());
  }

  private Open open(long row) {
    try {
      Connection connection = servers.connect();
      connection.setAutoCommit(false);
      try (PreparedStatement insert = connection.prepareStatement(Rows.INSERT);
          Statement asking = connection.createStatement()) {
        insert.setLong(1, row);
        insert.executeUpdate();
        try (ResultSet pid = asking.executeQuery("SELECT pg_backend_pid()")) {
          pid.next();
          return new Open(connection, pid.getInt(1), row);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void commit(Open transaction) {
    try (Connection connection = transaction.connection()) {
      connection.commit();
      committed.add(new Acknowledged(transaction.row(), System.nanoTime()));
    } catch (SQLException e) {
      throw new IllegalStateException("the open transaction was harmed", e);
    }
  }
}
