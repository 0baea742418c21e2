package dev.slipway.driver.ssh;

import dev.slipway.service.Machine;
import dev.slipway.service.MachineContract;
import dev.slipway.testing.RealSshd;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

class SshMachineIT extends MachineContract {
  private static RealSshd sshd;
  private static SshNetwork network;
  private final Machine machine = network.machine(sshd.settings());

  @BeforeAll
  static void start() {
    sshd = new RealSshd();
    network = new SshNetwork();
  }

  @AfterAll
  static void stop() throws IOException {
    network.close();
    sshd.close();
  }

  @AfterEach
  void disconnect() {
    machine.close();
  }

  @Override
  protected Machine machine() {
    return machine;
  }
}
