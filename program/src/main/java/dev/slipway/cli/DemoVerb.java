package dev.slipway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.demo.Demo;
import dev.slipway.demo.DemoClusters;
import dev.slipway.demo.DemoEstate;
import dev.slipway.demo.DemoOptions;
import dev.slipway.demo.DemoReport;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.workflow.Progress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the demo. */
@Command(
    name = "demo",
    description = {
      "Show a release on this machine: a site at v41 serves documents under constant",
      "writes, and Slipway takes it to v42 on a new site without losing one.%n",
      "Everything runs on loopback addresses, in one folder, and is stopped at the end.",
      "",
      "--clustered: both sites have three data nodes and a master, and while the index of the",
      "new one is waited for, each of its data nodes is killed (SIGKILL) and replaced by",
      "`slipway cluster replace`, one after the other, the cluster green again before the",
      "next. It fails when there was not the time for all of them. About 4 GB.%n"
    },
    footer = {
      "",
      "Examples:",
      "  slipway demo --report out             the demo, and a report to look at",
      "  slipway demo --documents 50000        with more documents",
      "  slipway demo --clustered              clusters on both sides; nodes are killed",
      "  slipway demo --cluster-size 3         to a site with three data nodes",
      "  slipway demo --keep                   leave the estate running to play with",
      "  slipway proxy show --estate FILE      look at it (the demo names the file)",
      "  slipway demo --stop                   stop what was kept"
    })
final class DemoVerb implements Callable<Integer> {
  private static final int USUAL = 20_000;

  /** So many that their index takes as long as the loss of three nodes. */
  private static final int MANY = 300_000;

  @Option(
      names = "--documents",
      paramLabel = "N",
      description = "How many documents to generate. Default: 20000, with --clustered 300000")
  private Optional<Integer> documents = Optional.empty();

  @Option(names = "--inserts", paramLabel = "DIR", description = "Load this folder instead.")
  private Optional<Path> inserts = Optional.empty();

  @Option(
      names = "--report",
      paramLabel = "DIR",
      defaultValue = "slipway-demo-report",
      description = "Where report.json and report.html go. Default: ${DEFAULT-VALUE}")
  private Path report;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "Where the estate lies while it runs. Default: a folder in /var/tmp")
  private Optional<Path> state = Optional.empty();

  @Option(
      names = "--cluster-size",
      paramLabel = "N",
      description = {
        "Release to a clustered site with so many data nodes.",
        "Default: a single server, with --clustered 3"
      })
  private Optional<Integer> dataNodes = Optional.empty();

  @Option(names = "--clustered", description = "Clusters on both sides, and a rolling node kill.")
  private boolean clustered;

  @Option(names = "--keep", description = "Leave the estate running and print its addresses.")
  private boolean keep;

  @Option(names = "--stop", description = "Stop and delete an estate that was kept.")
  private boolean stop;

  @Mixin private DryRun dryRun;
  @Mixin private Output output;

  private final Tools tools;

  DemoVerb(Tools tools) {
    this.tools = tools;
  }

  @Override
  public Integer call() {
    Progress progress = tools.screen().progress();
    refuseWrongOptions();
    if (stop) {
      DemoEstate.kept(folder(), progress).close();
      tools.screen().result("stopped and deleted " + folder());
      return 0;
    }
    DemoOptions wanted = options();
    DemoEstate.requireNew(wanted.state());
    if (!dryRun.says(tools.screen(), output, "run the demo in " + wanted.state())) {
      DemoReport shown = new Demo(wanted, progress).run();
      output.print(tools.screen(), shown.json(), () -> text(shown.json()));
    }
    return 0;
  }

  private void refuseWrongOptions() {
    if (stop && keep) {
      throw wrong("--stop ends what --keep left: one of them");
    }
    if (documents.filter(count -> count < 1).isPresent()) {
      throw wrong("a demo has at least one document, not " + documents.get());
    }
    if (documents.isPresent() && inserts.isPresent()) {
      throw wrong("--documents generates what --inserts reads from a folder: one of them");
    }
  }

  private static SlipwayException wrong(String message) {
    return new SlipwayException(ErrorCode.USAGE, message, "see slipway demo --help");
  }

  private String text(JsonNode shown) {
    return DemoText.of(shown, clustered)
        + System.lineSeparator()
        + "report: "
        + report.toAbsolutePath();
  }

  private DemoOptions options() {
    DemoEstate.Documents wanted =
        inserts
            .<DemoEstate.Documents>map(
                folder -> new DemoEstate.Documents.Inserts(folder.toAbsolutePath()))
            .orElseGet(
                () ->
                    new DemoEstate.Documents.Generated(documents.orElse(clustered ? MANY : USUAL)));
    DemoClusters clusters = DemoClusters.of(clustered, dataNodes);
    return new DemoOptions(wanted, sources(), folder(), report.toAbsolutePath(), clusters, keep);
  }

  /** Reachable for the user that PostgreSQL runs as, and short enough for its socket's path. */
  private Path folder() {
    return state
        .map(Path::toAbsolutePath)
        .orElse(Path.of("/var/tmp", "slipway-demo-" + System.getProperty("user.name")));
  }

  private static Path sources() {
    String home = System.getProperty("slipway.home");
    if (home == null) {
      throw new SlipwayException(
          ErrorCode.USAGE,
          "the demo's sources are part of Slipway's archive, and this is not it",
          "run ./slipway demo, or bin/slipway demo from the archive");
    }
    return Path.of(home, "demo");
  }
}
