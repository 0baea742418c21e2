package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Command;
import dev.slipway.exec.FanOut;
import dev.slipway.service.FileRights;
import dev.slipway.service.Machine;
import dev.slipway.service.Machines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies files to the servers of a profile and runs programs there. */
@CommandLine.Command(
    name = "run",
    description = {
      "Copy files to every server of a profile, beside each other, then run",
      "programs there.",
      "",
      "A program is given its arguments as they are: there is no shell between,",
      "unless you name one. After the first failure on a server nothing more is",
      "done on that one; the others go on. A copy appears when it is complete,",
      "with its checksum right; one that was interrupted goes on where it",
      "stopped, and one that is there already is not sent again.%n"
    },
    footer = {
      "",
      "Examples:",
      "  slipway server run --profile-name rack -- uptime",
      "  slipway server run --profile-name rack --as postgres -- psql -c 'SELECT 1'",
      "  slipway server run --profile-name rack --copy motd:/etc/motd --owner root \\",
      "      -- ls -l /etc/motd --- cat /etc/motd"
    })
final class ServerRun extends Verb {
  private static final String NEXT = "---";

  @Mixin private ServerOptions servers;

  @Option(
      names = "--copy",
      paramLabel = "FILE:PATH",
      description =
          "Copy a file of this machine to that path, first; %%s is the server's name; repeatable.")
  private List<String> copies = List.of();

  @Option(names = "--owner", paramLabel = "USER", description = "Who shall own the copies.")
  private Optional<String> owner = Optional.empty();

  @Option(
      names = "--mode",
      paramLabel = "OCTAL",
      defaultValue = "644",
      description = "Their mode. Default: ${DEFAULT-VALUE}")
  private String mode;

  @Option(names = "--as", paramLabel = "USER", description = "Run the programs as that user.")
  private Optional<String> user = Optional.empty();

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      defaultValue = "1m",
      description = "Each program is ended after that. Default: ${DEFAULT-VALUE}")
  private Duration deadline;

  @Parameters(
      paramLabel = "PROGRAM",
      description = "A program with its arguments; " + NEXT + " begins another one.")
  private List<String> words = List.of();

  @Mixin private DryRun dryRun;
  @Mixin private Output output;

  ServerRun(Tools tools) {
    super(tools);
  }

  @Override
  void run(OpenEstate estate) {
    List<FileCopy> files = copies.stream().map(text -> FileCopy.parse(text, rights())).toList();
    List<Command> commands = commands();
    if (files.isEmpty() && commands.isEmpty()) {
      throw new SlipwayException(
          ErrorCode.USAGE, "there is nothing to do", "name a program after --, or --copy a file");
    }
    Machines machines = servers.machines(estate);
    if (dryRun.says(screen(), output, words(files, commands, servers.names(machines)))) {
      return;
    }
    var outcomes = servers.each(machines, screen(), machine -> work(machine, files, commands));
    List<ServerResult> results = outcomes.stream().map(ServerResult::of).toList();
    output.print(screen(), results, () -> ServerResult.text(results));
    Optional<SlipwayException> failure = FanOut.failure(outcomes);
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private static List<ServerResult.Ran> work(
      Machine machine, List<FileCopy> files, List<Command> commands) {
    files.forEach(file -> machine.upload(file.from(), file.on(machine.name()), file.rights()));
    return commands.stream()
        .map(command -> ServerResult.Ran.of(command, machine.check(command)))
        .toList();
  }

  private FileRights rights() {
    try {
      FileRights rights = FileRights.ofOctal(mode);
      return owner.map(rights::ownedBy).orElse(rights);
    } catch (IllegalArgumentException e) {
      throw new SlipwayException(ErrorCode.USAGE, e.getMessage(), "write --mode 644", e);
    }
  }

  private List<Command> commands() {
    List<Command> commands = new ArrayList<>();
    List<String> rest = words;
    while (!rest.isEmpty()) {
      int end = rest.contains(NEXT) ? rest.indexOf(NEXT) : rest.size();
      commands.add(command(rest.subList(0, end)));
      rest = rest.subList(Math.min(end + 1, rest.size()), rest.size());
    }
    return commands;
  }

  private Command command(List<String> program) {
    try {
      Command plain = Command.of(program).within(deadline);
      return user.map(plain::as).orElse(plain);
    } catch (IllegalArgumentException e) {
      throw new SlipwayException(ErrorCode.USAGE, e.getMessage(), "see --help", e);
    }
  }

  private static String words(List<FileCopy> files, List<Command> commands, List<String> names) {
    List<String> parts = new ArrayList<>();
    files.forEach(file -> parts.add("copy %s to %s".formatted(file.from(), file.to())));
    commands.forEach(command -> parts.add("run " + String.join(" ", command.arguments())));
    return "%s on %s".formatted(String.join(", ", parts), String.join(", ", names));
  }
}
