package dev.slipway.release.watch;

import dev.slipway.channel.Far;
import dev.slipway.driver.ssh.SshNetwork;
import dev.slipway.exec.Command;
import dev.slipway.release.SiteServices;
import dev.slipway.service.Endpoint;
import dev.slipway.service.Machine;
import dev.slipway.testing.RealPgbouncer;
import dev.slipway.testing.RealPostgres;
import dev.slipway.testing.RealSshd;
import dev.slipway.testing.SteadyWriter;
import dev.slipway.testing.TestState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A site on a machine of its own: a server, a pooler, an sshd before both. */
final class RemoteSide implements AutoCloseable {
  private final TestState state;
  private final RealPostgres postgres;
  private final RealPgbouncer pooler;
  private final RealSshd sshd = new RealSshd();
  private final SteadyWriter writer;
  private final Machine machine;

  /**
   * @param writes where the pooler sends to
   * @param before the number after which its clients' numbers begin
   */
  RemoteSide(
      TestState state, RealPostgres postgres, Endpoint writes, SshNetwork network, int before) {
    this.state = state;
    this.postgres = postgres;
    this.pooler = new RealPgbouncer(state, HeldSite.poolerOf(name()), writes);
    this.writer = new SteadyWriter(pooler::connect, before);
    this.machine = network.machine(sshd.settings());
  }

  String name() {
    return postgres.server().name();
  }

  RealPostgres postgres() {
    return postgres;
  }

  SteadyWriter writer() {
    return writer;
  }

  RealSshd sshd() {
    return sshd;
  }

  HeldSite site() {
    return new HeldSite(state.folder(), name(), postgres.endpoint(), pooler.endpoint());
  }

  /** A channel of a controller's to it. */
  Far<SiteServices> far(RemoteSide other) {
    List<String> arguments = new ArrayList<>(site().arguments());
    arguments.addAll(other.site().arguments());
    Command serve = HeldSites.java(HeldSiteServer.class, arguments);
    return new Far<>(SiteServices.class, name(), errors -> machine.converse(serve, errors));
  }

  /** Ends its serving processes at once; whoever started them sees their output end. */
  void killServing() {
    ProcessHandle.allProcesses().filter(this::serves).forEach(ProcessHandle::destroyForcibly);
  }

  private boolean serves(ProcessHandle process) {
    List<String> arguments = process.info().arguments().map(List::of).orElse(List.of());
    int main = arguments.indexOf(HeldSiteServer.class.getName());
    return main >= 0 && arguments.subList(main, arguments.size()).indexOf(name()) == 2;
  }

  @Override
  public void close() throws IOException {
    pooler.close();
    postgres.close();
    machine.close();
    sshd.close();
  }
}
