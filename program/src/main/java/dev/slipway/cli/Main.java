package dev.slipway.cli;

import dev.slipway.Wiring;
import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Where the program begins. */
public final class Main {
  private Main() {}

  /** Runs one verb and ends with its exit code, see {@link dev.slipway.error.ErrorCode}. */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter errors = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    Screen screen = new Screen(out, errors, interactive());
    int exitCode = new CommandRun(new Tools(Wiring::open, screen)).run(arguments);
    out.flush();
    System.exit(exitCode);
  }

  /** Without a terminal there is no console: since JDK 25 again, which Error Prone missed. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean interactive() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }
}
