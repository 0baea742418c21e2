package dev.slipway.bench;

import java.sql.Connection;
import java.sql.SQLException;

/** Those that switch the same servers, whose clients come through the pooler. */
abstract class PooledContender implements Contender {
  private final PooledServers servers;

  PooledContender(PooledServers servers) {
    this.servers = servers;
  }

  final PooledServers servers() {
    return servers;
  }

  @Override
  public final Connection connect() throws SQLException {
    return servers.connect();
  }

  @Override
  public final Connection connectToPrimary() throws SQLException {
    return servers.primary().connect();
  }

  @Override
  public final void rejoin() {
    servers.rejoin();
  }
}
