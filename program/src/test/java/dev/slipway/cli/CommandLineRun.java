package dev.slipway.cli;

import dev.slipway.Wiring;
import java.io.PrintWriter;
import java.io.StringWriter;

/** One run of the command line: its exit code, its output, and what it said on the way. */
public record CommandLineRun(int exitCode, String output, String errors) {

  /** Runs a verb as the program does, in this process. */
  public static CommandLineRun real(String... arguments) {
    return of(Wiring::open, arguments);
  }

  static CommandLineRun of(Tools.Opening opening, String... arguments) {
    StringWriter output = new StringWriter();
    StringWriter errors = new StringWriter();
    Screen screen = new Screen(new PrintWriter(output), new PrintWriter(errors), false);
    CommandRun run = new CommandRun(new Tools(opening, screen));
    int exitCode = run.run(arguments);
    screen.out().flush();
    screen.errors().flush();
    return new CommandLineRun(exitCode, output.toString(), errors.toString());
  }
}
