package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.config.Estate;
import dev.slipway.exec.FanOut;
import dev.slipway.service.Machine;
import dev.slipway.service.Machines;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** Which servers, for the verbs that work on several at once. */
final class ServerOptions {
  @Option(
      names = "--profile-name",
      paramLabel = "PROFILE",
      defaultValue = Estate.PRODUCTION,
      description = "The profile whose servers they are. Default: ${DEFAULT-VALUE}")
  private String profile;

  @Option(
      names = "--server",
      paramLabel = "NAME",
      description = "Only this one; repeatable. Default: all of the profile")
  private List<String> only = List.of();

  @Option(
      names = "--at-once",
      paramLabel = "N",
      defaultValue = "50",
      description = "On so many at a time. Default: ${DEFAULT-VALUE}")
  private int width;

  Machines machines(OpenEstate estate) {
    return estate.machines(profile);
  }

  /** The names of those that were asked for, each of which exists. */
  List<String> names(Machines machines) {
    only.forEach(machines::address);
    return only.isEmpty() ? machines.names() : only;
  }

  /** Does the same on each of them; a connection is closed as soon as its server is done. */
  <R> List<FanOut.Outcome<String, R>> each(
      Machines machines, Screen screen, Function<Machine, R> work) {
    List<String> names = names(machines);
    AtomicInteger done = new AtomicInteger();
    return new FanOut(width)
        .over(
            names,
            name -> {
              try (Machine machine = machines.open(name)) {
                return work.apply(machine);
              } finally {
                screen.passing(
                    "%d of %d: %s".formatted(done.incrementAndGet(), names.size(), name));
              }
            });
  }
}
