package dev.slipway.workflow.dbos;

import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.exec.LocalRunner;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import dev.slipway.workflow.ReleaseRecord;
import dev.slipway.workflow.Step;
import dev.slipway.workflow.StepListener;
import dev.slipway.workflow.StepRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A controller in a process of its own, to be killed and paused: a release of six steps that write
 * to a file when they begin and end; the fourth waits for another file.
 */
public final class ControllerMain {
  static final String STEPS = "steps.txt";
  static final String GO = "go";
  private static final int WAITING = 4;

  private ControllerMain() {}

  /** Arguments: the test's folder, the release. */
  public static void main(String[] arguments) {
    TestJournal journal = new TestJournal(Path.of(arguments[0]));
    try (DbosExecution execution =
        new DbosExecution(
            EmbeddedServer.open(journal.journal(), TestJournal.PROGRAMS, new LocalRunner()),
            DbosExecution.LEASE)) {
      ReleaseRecord record = execution.run(arguments[1], "{}", steps(journal), new Silent());
      System.out.println(record.state());
    } catch (SlipwayException e) {
      System.out.println(e.code());
      System.exit(e.code().exitCode());
    }
  }

  static List<Step> steps(TestJournal journal) {
    return IntStream.rangeClosed(1, 6)
        .<Step>mapToObj(number -> new FileStep(journal, number))
        .toList();
  }

  private record FileStep(TestJournal journal, int number) implements Step {
    @Override
    public String name() {
      return "step-" + number;
    }

    @Override
    public List<String> rows() {
      return List.of();
    }

    @Override
    public String description() {
      return name();
    }

    @Override
    public Optional<Evidence> observe() {
      return Optional.empty();
    }

    @Override
    public Evidence apply(Progress progress) {
      write("begin");
      if (number == WAITING) {
        Await.of("the file that lets the step go on", Duration.ofMinutes(1))
            .every(Duration.ofMillis(10))
            .untilTrue(() -> Files.exists(journal.file(GO)));
      }
      write("end");
      return Evidence.none();
    }

    private void write(String word) {
      String line = "%d %s %s\n".formatted(ProcessHandle.current().pid(), word, name());
      try {
        Files.writeString(
            journal.file(STEPS), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Nobody listens. */
  static final class Silent implements StepListener {
    @Override
    public void started(Step step, int position, int total) {}

    @Override
    public void progress(Step step, String line) {}

    @Override
    public void ended(Step step, StepRecord record) {}
  }
}
