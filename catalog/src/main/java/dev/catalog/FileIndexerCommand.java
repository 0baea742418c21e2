package dev.catalog;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "file-indexer",
    mixinStandardHelpOptions = true,
    description = "Switches the file indexer of this site; nothing is restarted.")
final class FileIndexerCommand implements Callable<Integer> {
  private enum Action {
    on,
    off,
    status
  }

  @Parameters(paramLabel = "on|off|status", description = "What to do.")
  private Action action;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var indexer = FileIndexerSwitch.of(Configuration.of(System.getenv()));
    if (action != Action.status) {
      indexer.turn(action == Action.on);
    }
    spec.commandLine().getOut().println(indexer.isOn() ? "on" : "off");
    return 0;
  }
}
