package dev.slipway.release.watch;

import dev.slipway.exec.AtomicFile;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;

/** What a watch leaves behind: its messages, and one line about what it did by itself. */
public final class WatchLog {
  private final PrintStream messages;
  private final Path outcome;
  private final Clock clock;
  private String last = "";
  private boolean told;

  public WatchLog(PrintStream messages, Path outcome, Clock clock) {
    this.messages = messages;
    this.outcome = outcome;
    this.clock = clock;
  }

  /** What is said again and again is written once. */
  void say(String message) {
    if (!message.equals(last)) {
      messages.println(clock.instant() + " " + message);
      last = message;
    }
  }

  /** The first counts: what is seen afterwards is its consequence. */
  void outcome(String what) {
    say(what);
    if (!told) {
      told = true;
      String line = clock.instant() + " " + what + "\n";
      AtomicFile.write(
          outcome, line.getBytes(StandardCharsets.UTF_8), System.getProperty("user.name"));
    }
  }
}
