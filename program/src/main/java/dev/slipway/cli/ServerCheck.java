package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.FanOut;
import dev.slipway.node.Inspection;
import dev.slipway.service.Machines;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks at every server of a profile. */
@Command(
    name = "check",
    description = {
      "Connect to every server of a profile, beside each other, and say its",
      "operating system, the room on its disk, which programs of a site are",
      "missing, and whether sudo makes root.",
      "",
      "A host key that neither the estate pins nor a file of known hosts has is",
      "refused, with its fingerprint; so is one that changed.%n"
    },
    footer = {
      "",
      "Examples:",
      "  slipway server check --profile-name rack",
      "  slipway server check --profile-name rack --server db1 --output json"
    })
final class ServerCheck extends Verb {
  private static final Path POSTGRES = Path.of("/usr/lib/postgresql/15/bin");

  @Mixin private ServerOptions servers;
  @Mixin private Output output;

  ServerCheck(Tools tools) {
    super(tools);
  }

  /** One server: what was found, or why nothing was. */
  record Checked(
      String server,
      String address,
      Optional<Inspection.Found> found,
      Optional<ServerError> error) {}

  @Override
  void run(OpenEstate estate) {
    Machines machines = servers.machines(estate);
    var outcomes =
        servers.each(machines, screen(), machine -> new Inspection(machine, POSTGRES).run());
    List<Checked> checked = outcomes.stream().map(outcome -> checked(machines, outcome)).toList();
    output.print(screen(), checked, () -> text(checked));
    Optional<SlipwayException> failure = FanOut.failure(outcomes);
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private static Checked checked(
      Machines machines, FanOut.Outcome<String, Inspection.Found> outcome) {
    return new Checked(
        outcome.item(),
        machines.address(outcome.item()),
        outcome.result(),
        outcome.failure().map(ServerError::new));
  }

  private static String text(List<Checked> checked) {
    return Table.of(
        List.of("SERVER", "ADDRESS", "SYSTEM", "FREE", "ROOT", "MISSING"),
        checked.stream().map(ServerCheck::row).toList());
  }

  private static List<String> row(Checked server) {
    return server
        .found()
        .map(
            found ->
                List.of(
                    server.server(),
                    server.address(),
                    found.system(),
                    Amounts.ofBytes(found.freeBytes()),
                    found.root() ? "yes" : "no",
                    found.missing().isEmpty() ? "nothing" : String.join(", ", found.missing())))
        .orElseGet(
            () ->
                List.of(
                    server.server(),
                    server.address(),
                    server.error().orElseThrow().code(),
                    "",
                    "",
                    ""));
  }
}
