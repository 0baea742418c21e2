package dev.catalog;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The catalog's command line: one verb per class. */
@Command(
    name = "catalog",
    mixinStandardHelpOptions = true,
    versionProvider = Main.class,
    description = "Documents in PostgreSQL with a search index.",
    footerHeading = "%nEnvironment:%n",
    subcommands = {
      ServeCommand.class,
      LoadCommand.class,
      GenerateCommand.class,
      BatchUpgradeCommand.class,
      FileIndexerCommand.class
    })
public final class Main implements CommandLine.IVersionProvider {

  /** Runs one verb and exits with its code. */
  public static void main(String... arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The parser with all verbs; an error is one line, without a stack trace. */
  public static CommandLine commandLine() {
    var commandLine = new CommandLine(new Main());
    var variables = Configuration.VARIABLES.toArray(String[]::new);
    commandLine.getCommandSpec().usageMessage().footer(variables);
    commandLine
        .getSubcommands()
        .values()
        .forEach(
            verb ->
                verb.getCommandSpec()
                    .usageMessage()
                    .footerHeading("%nEnvironment:%n")
                    .footer(variables));
    return commandLine.setExecutionExceptionHandler(
        (failure, verb, parsed) -> {
          verb.getErr().println("catalog: " + failure.getMessage());
          return CommandLine.ExitCode.SOFTWARE;
        });
  }

  @Override
  public String[] getVersion() {
    return new String[] {"catalog " + Version.current()};
  }
}
