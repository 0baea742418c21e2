package dev.slipway.cli;

import dev.slipway.config.Durations;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** Runs one verb and turns whatever it throws into one line, a hint and an exit code. */
final class CommandRun {
  private final Tools tools;

  CommandRun(Tools tools) {
    this.tools = tools;
  }

  int run(String... arguments) {
    CommandLine line = new CommandLine(Verbs.spec(arguments, tools));
    line.setOut(tools.screen().out());
    line.setErr(tools.screen().errors());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.registerConverter(Duration.class, CommandRun::duration);
    line.setUsageHelpAutoWidth(true);
    line.setUsageHelpLongOptionsMaxWidth(28);
    line.setParameterExceptionHandler((e, given) -> wrongUsage(e));
    line.setExecutionExceptionHandler((e, command, result) -> failed(e, result));
    return line.execute(arguments);
  }

  private static Duration duration(String text) {
    try {
      return Durations.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  private int wrongUsage(ParameterException e) {
    if (e.getCause() instanceof SlipwayException cause) {
      return show(cause);
    }
    return show(new WrongUsage(e).error());
  }

  private int failed(Exception e, ParseResult result) {
    if (e instanceof SlipwayException known) {
      tools.log().append(known);
      return show(known);
    }
    Optional<Path> log = tools.log().append(e);
    String what =
        e.getMessage() == null ? "" : ": " + e.getMessage().lines().findFirst().orElse("");
    return show(
        new SlipwayException(
            ErrorCode.INTERNAL,
            "%s met an unexpected %s%s".formatted(verb(result), e.getClass().getSimpleName(), what),
            log.map(file -> "this is a defect; all of it is in " + file).orElse(""),
            e));
  }

  private static String verb(ParseResult result) {
    return String.join(
        " ", result.asCommandLineList().stream().map(CommandLine::getCommandName).toList());
  }

  private int show(SlipwayException e) {
    tools.screen().note(e.render());
    return e.code().exitCode();
  }
}
