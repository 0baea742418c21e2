package dev.slipway.cli;

import dev.slipway.InstanceWiring;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.LocalRunner;
import dev.slipway.node.NodeStatus;
import dev.slipway.node.ServerManifest;
import dev.slipway.provider.ServerPaths;
import dev.slipway.provider.aws.ServerFiles;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings an instance up, at each of its starts. */
@Command(
    name = "boot",
    description = {
      "Bring this server up by way of the object store, as an instance of AWS does",
      "at each start: fetch its manifest and its secrets, do what `node up` does,",
      "and leave log, result and SSH host key there for who launched it.",
      "",
      "The machine's own rights open the store: its instance profile.%n"
    },
    footer = {
      "",
      "Example:",
      "  slipway node boot v42-b --bucket backups --prefix slipway \\",
      "      --store https://s3.us-west-2.amazonaws.com --region us-west-2"
    })
final class NodeBoot implements Callable<Integer> {
  private final Tools tools;

  @Parameters(paramLabel = "SERVER", description = "The name of this server.")
  private String server;

  @Option(
      names = "--bucket",
      required = true,
      paramLabel = "BUCKET",
      description = "Where its files lie.")
  private String bucket;

  @Option(
      names = "--prefix",
      required = true,
      paramLabel = "PREFIX",
      description = "Before servers/SERVER/ in it.")
  private String prefix;

  @Option(names = "--store", required = true, paramLabel = "URL", description = "The object store.")
  private URI store;

  @Option(names = "--region", required = true, paramLabel = "REGION", description = "Its region.")
  private String region;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "Who signed its certificate; the usual ones when left out.")
  private Optional<Path> ca = Optional.empty();

  @Mixin private DryRun dryRun;
  @Mixin private Output output;

  NodeBoot(Tools tools) {
    this.tools = tools;
  }

  @Override
  public Integer call() {
    Screen screen = tools.screen();
    tools.log().in(ServerPaths.STATE);
    if (!dryRun.says(screen, output, "bring up %s by way of bucket %s".formatted(server, bucket))) {
      ServerManifest manifest =
          new InstanceWiring(server, new ServerFiles.Location(bucket, prefix))
              .boot(store, region, ca, screen::note);
      var processes = new NodeStatus(manifest, new LocalRunner(), new Daemons()).entries();
      output.print(screen, processes, () -> NodeShow.text(processes));
    }
    return 0;
  }
}
