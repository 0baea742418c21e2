package dev.slipway.fake;

import dev.slipway.service.Machine;
import dev.slipway.service.Machines;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Servers that are all this machine. */
public final class FakeMachines implements Machines {
  private final Map<String, FakeMachine> machines = new LinkedHashMap<>();

  public FakeMachines() {
    for (String name : List.of("db1", "db2", "db3")) {
      machines.put(name, new FakeMachine(name));
    }
  }

  public FakeMachine of(String name) {
    return machines.get(name);
  }

  @Override
  public List<String> names() {
    return List.copyOf(machines.keySet());
  }

  @Override
  public String address(String name) {
    open(name);
    return name + ".example:22";
  }

  @Override
  public Machine open(String name) {
    if (!machines.containsKey(name)) {
      throw unknown(name);
    }
    return machines.get(name);
  }

  @Override
  public void close() {}
}
