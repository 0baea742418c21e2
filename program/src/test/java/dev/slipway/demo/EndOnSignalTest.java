package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.exec.Command;
import dev.slipway.exec.LocalRunner;
import dev.slipway.exec.ProcessIdentity;
import dev.slipway.exec.Signal;
import dev.slipway.node.JavaProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only a process of its own can be ended by a signal. */
class EndOnSignalTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int TERMINATED = 128 + 15;

  @TempDir private Path folder;
  private Optional<Process> process = Optional.empty();

  /** It runs a program and says how it ended. */
  static final class Work {
    private Work() {}

    public static void main(String[] arguments) throws IOException {
      Path folder = Path.of(arguments[0]);
      String script = "echo $$ >'%s'; exec %s".formatted(folder.resolve("program"), arguments[1]);
      try (EndOnSignal end = EndOnSignal.ofThisThread()) {
        String ended = run(Command.of("sh", "-c", script));
        boolean signal = end.putAway();
        say(folder, "putting away");
        Await.of("leave to go on", PATIENCE).untilTrue(() -> Files.exists(folder.resolve("leave")));
        say(folder, "%s, put away %s a signal".formatted(ended, signal ? "on" : "without"));
      }
    }

    private static String run(Command command) {
      try {
        return "ended with " + new LocalRunner().run(command).exitCode();
      } catch (SlipwayException e) {
        return e.code().name();
      }
    }

    private static void say(Path folder, String what) throws IOException {
      Path part = Files.writeString(folder.resolve("part"), what);
      Files.move(part, folder.resolve("said"), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  @AfterEach
  void end() {
    process.ifPresent(Process::destroyForcibly);
  }

  @Test
  void endsTheProgramThatRunsAndIsPutAwayBeforeItsProcessEnds() throws Exception {
    begin("sleep 600");
    Await.of("the program", PATIENCE).untilTrue(() -> !said("program").isEmpty());
    ProcessIdentity program =
        ProcessIdentity.of(Long.parseLong(said("program").strip())).orElseThrow();

    Signal.TERM.send(process.orElseThrow().pid());
    Await.of("its end", PATIENCE).untilTrue(() -> said("said").equals("putting away"));

    assertThat(program.alive()).isFalse();
    assertThat(process.orElseThrow().isAlive()).isTrue();
    leave();
    assertThat(process.orElseThrow().exitValue()).isEqualTo(TERMINATED);
    assertThat(said("said")).isEqualTo("INTERRUPTED, put away on a signal");
  }

  @Test
  void isInterruptedUntilItIsPutAwayAndNotWhile() {
    try (EndOnSignal end = EndOnSignal.ofThisThread()) {
      end.signal();
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
      assertThat(end.putAway()).isTrue();
      assertThat(Thread.currentThread().isInterrupted()).isFalse();

      end.signal();

      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
  }

  @Test
  void endsByItselfWithoutASignal() throws Exception {
    begin("true");

    leave();

    assertThat(process.orElseThrow().exitValue()).isZero();
    assertThat(said("said")).isEqualTo("ended with 0, put away without a signal");
  }

  private void begin(String program) throws IOException {
    List<String> work =
        JavaProgram.here(List.of(), Work.class.getName()).with(List.of(folder.toString(), program));
    process = Optional.of(new ProcessBuilder(work).inheritIO().start());
  }

  private void leave() throws Exception {
    Files.createFile(folder.resolve("leave"));
    assertThat(process.orElseThrow().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  private String said(String file) {
    try {
      return Files.exists(folder.resolve(file)) ? Files.readString(folder.resolve(file)) : "";
    } catch (IOException e) {
      return "";
    }
  }
}
