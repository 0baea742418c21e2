package dev.slipway.cli;

import dev.slipway.error.SlipwayException;
import dev.slipway.node.BootstrapResult;
import dev.slipway.node.ManifestFile;
import dev.slipway.node.NodeLaunch;
import dev.slipway.node.NodeStatus;
import dev.slipway.node.NodeUp;
import dev.slipway.node.ServerManifest;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings one server up. */
@Command(
    name = "up",
    description = {
      "Bring this server up as its manifest says: database, search node, pooler, application.",
      "What is up already is left alone; what was interrupted is finished.%n"
    },
    footer = {
      "",
      "Examples:",
      "  slipway node up state/servers/v42-b/manifest.json",
      "  slipway node up state/servers/v42-b/manifest.json --detached --deadline 30m"
    })
final class NodeStart extends NodeVerb<ServerManifest> {
  @Option(
      names = "--detached",
      description = {
        "In a process of its own, which goes on when this one ends and is found by the"
            + " next call. With --output json the result is how it ended."
      })
  private boolean detached;

  @Option(
      names = "--deadline",
      paramLabel = "DURATION",
      defaultValue = "30m",
      description = "With --detached: stop what is not up by then. Default: ${DEFAULT-VALUE}")
  private Duration deadline;

  @Mixin private DryRun dryRun;
  @Mixin private Output output;

  NodeStart(Tools tools) {
    super(tools, ManifestFile::read);
  }

  @Override
  void run(ServerManifest manifest) {
    if (dryRun.says(screen(), output, "bring up " + manifest.words())) {
      return;
    }
    if (detached) {
      launch(manifest);
    } else {
      new NodeUp(manifest, runner(), daemons(), screen()::note).run();
      var processes = new NodeStatus(manifest, runner(), daemons()).entries();
      output.print(screen(), processes, () -> NodeShow.text(processes));
    }
  }

  private void launch(ServerManifest manifest) {
    Duration longest = deadline;
    Optional<SlipwayException> error = Optional.empty();
    try {
      new NodeLaunch(manifest, runner(), daemons()).run(longest, screen()::note);
    } catch (SlipwayException e) {
      error = Optional.of(e);
    }
    output.print(
        screen(),
        new BootstrapResult(error).tree(),
        () -> NodeShow.text(new NodeStatus(manifest, runner(), daemons()).entries()));
    if (error.isPresent()) {
      throw error.get();
    }
  }
}
