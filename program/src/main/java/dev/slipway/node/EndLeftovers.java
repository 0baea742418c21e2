package dev.slipway.node;

import java.util.function.Consumer;

/** Programs that a killed bootstrap of this server left running are ended. */
record EndLeftovers(Bootstraps bootstraps) implements BootstrapStep {

  @Override
  public String name() {
    return "leftovers";
  }

  @Override
  public void run(Consumer<String> log) {
    int ended = bootstraps.endLeftovers();
    if (ended > 0) {
      log.accept("ended %d programs of an earlier bootstrap".formatted(ended));
    }
  }
}
