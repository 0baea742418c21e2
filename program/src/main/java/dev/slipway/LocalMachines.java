package dev.slipway;

import dev.slipway.driver.local.LocalMachine;
import dev.slipway.service.Machine;
import dev.slipway.service.Machines;
import java.util.List;

/** What a local profile has: this machine. */
final class LocalMachines implements Machines {
  private static final String NAME = "localhost";

  @Override
  public List<String> names() {
    return List.of(NAME);
  }

  @Override
  public String address(String name) {
    return "this machine";
  }

  @Override
  public Machine open(String name) {
    if (!name.equals(NAME)) {
      throw unknown(name);
    }
    return new LocalMachine();
  }

  @Override
  public void close() {}
}
