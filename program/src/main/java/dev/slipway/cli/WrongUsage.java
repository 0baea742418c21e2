package dev.slipway.cli;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in this program's words where picocli has others. */
record WrongUsage(ParameterException thrown) {
  private static final String PREFIX_OF_GROUPS = "error: ";

  SlipwayException error() {
    boolean group = !verb().getSubcommands().isEmpty();
    if (thrown instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched, group);
    }
    return group
        ? error(
            "a verb is missing",
            "one of %s;".formatted(String.join(", ", verb().getSubcommands().keySet())))
        : error(message(), "");
  }

  private SlipwayException unmatched(UnmatchedArgumentException unmatched, boolean group) {
    String argument = unmatched.getUnmatched().getFirst();
    List<String> similar = similar(argument, unmatched.getSuggestions());
    String meant =
        similar.isEmpty() ? "" : "did you mean %s?".formatted(String.join(" or ", similar));
    if (unmatched.isUnknownOption()) {
      return error("there is no option " + argument, meant);
    }
    return group
        ? error("there is no verb " + argument, meant)
        : error("'%s' is one argument too many".formatted(argument), "");
  }

  /** A verb of a group that was left out, or else what begins alike: picocli suggests wildly. */
  private static List<String> similar(String argument, List<String> suggestions) {
    List<String> ofGroups =
        Verbs.names().stream().filter(verb -> verb.endsWith(" " + argument)).toList();
    return ofGroups.isEmpty()
        ? suggestions.stream().filter(name -> initial(name) == initial(argument)).toList()
        : ofGroups;
  }

  private static int initial(String name) {
    return name.chars().filter(Character::isLetter).findFirst().orElse(0);
  }

  private SlipwayException error(String message, String hint) {
    String help = "see " + verb().getCommandSpec().qualifiedName() + " --help";
    return new SlipwayException(
        ErrorCode.USAGE, message, hint.isEmpty() ? help : hint + " " + help);
  }

  private CommandLine verb() {
    return thrown.getCommandLine();
  }

  private String message() {
    String line = thrown.getMessage().lines().findFirst().orElse("wrong usage");
    String lower = Character.toLowerCase(line.charAt(0)) + line.substring(1);
    return lower.startsWith(PREFIX_OF_GROUPS) ? lower.substring(PREFIX_OF_GROUPS.length()) : lower;
  }
}
