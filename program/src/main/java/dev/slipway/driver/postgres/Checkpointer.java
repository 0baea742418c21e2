package dev.slipway.driver.postgres;

import dev.slipway.exec.ProcessIdentity;
import dev.slipway.exec.Signal;
import java.util.Optional;

/**
 * The process that writes a server's shutdown checkpoint. Before it begins it tells the senders to
 * stop and looks whether they have: at once, which is some microseconds too early, and then every
 * 10 ms ({@code WalSndWaitStopping} in walsender.c). A signal ends that rest.
 *
 * @param process of one run of the server; another run has another
 */
record Checkpointer(ProcessIdentity process) {
  private static final String PID =
      "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'";

  static Optional<Checkpointer> of(Session session) {
    return session
        .first(PID, row -> row.getLong(1))
        .flatMap(ProcessIdentity::of)
        .map(Checkpointer::new);
  }

  /**
   * Has it look now. With this signal the processes of a server tell each other to look at flags in
   * their shared memory; no flag is set, so nothing else comes of it ({@code
   * procsignal_sigusr1_handler} in procsignal.c).
   */
  void wake() {
    if (process.alive()) {
      Signal.USR1.send(process.pid());
    }
  }
}
