package dev.slipway.bench;

import java.util.Locale;

/** What a ping-pong can be run under, besides nothing. */
enum Under {
  TLS,
  LONG_TRANSACTION,
  PGBENCH,
  BYPASS;

  /** As it is said on the command line and in the JSON. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Under parse(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** The servers for it. */
  PooledServers servers(Started started) {
    return switch (this) {
      case TLS -> PooledServers.encrypted(started);
      case PGBENCH -> PooledServers.start(Busy.SETTINGS, started);
      case LONG_TRANSACTION, BYPASS -> PooledServers.start(started);
    };
  }

  /**
   * @param run whose rows nobody else writes
   */
  Circumstance on(PooledServers servers, Run run) {
    return switch (this) {
      case TLS -> Circumstance.calm();
      case LONG_TRANSACTION -> new LongTransaction(servers, run);
      case PGBENCH -> new Busy(servers);
      case BYPASS -> new Bypass(servers, run);
    };
  }
}
