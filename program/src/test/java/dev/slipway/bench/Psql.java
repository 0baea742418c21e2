package dev.slipway.bench;

import dev.slipway.exec.Command;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A psql that was started beforehand: PgBouncer's console refuses what pgjdbc says at first. */
final class Psql implements AutoCloseable {
  private final Process process;
  private final BufferedWriter in;
  private final BufferedReader out;

  Psql(Command command) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command.arguments()).redirectErrorStream(true);
      builder.environment().putAll(command.environment());
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    in = process.outputWriter(StandardCharsets.UTF_8);
    out = process.inputReader(StandardCharsets.UTF_8);
    say("RELOAD");
  }

  /** Says one command and waits until it is done: psql prints its name then. */
  void say(String command) {
    try {
      in.write(command + ";\n");
      in.flush();
      String answer = out.readLine();
      if (answer == null || !command.startsWith(answer)) {
        throw new IllegalStateException(command + ": " + answer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
