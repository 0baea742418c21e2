package dev.slipway.driver.local;

import dev.slipway.service.Machine;
import dev.slipway.service.MachineContract;

class LocalMachineTest extends MachineContract {

  @Override
  protected Machine machine() {
    return new LocalMachine();
  }
}
