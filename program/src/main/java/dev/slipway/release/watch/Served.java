package dev.slipway.release.watch;

import dev.slipway.service.Endpoint;
import dev.slipway.service.Pooler;

/** How the clients of a pooler are served again. */
final class Served {
  private Served() {}

  /** By that database. */
  static void by(Endpoint database, Pooler pooler) {
    pooler.prepare();
    pooler.repoint(database);
    pooler.release();
  }

  /** By the one that the pooler sends to. */
  static void asBefore(Pooler pooler) {
    pooler.prepare();
    pooler.release();
  }
}
