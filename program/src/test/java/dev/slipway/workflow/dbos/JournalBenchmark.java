package dev.slipway.workflow.dbos;

import dev.slipway.exec.LocalRunner;
import dev.slipway.workflow.Step;
import dev.slipway.workflow.StepListener;
import dev.slipway.workflow.StepRecord;
import dev.slipway.workflow.TestStep;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What a step costs beyond its own work: from the end of one step to the end of the next, when the
 * steps do nothing.
 */
public final class JournalBenchmark {
  private JournalBenchmark() {}

  /** Arguments: the number of steps. */
  public static void main(String[] arguments) {
    int steps = Integer.parseInt(arguments[0]);
    Path folder = Path.of("target/journal-benchmark").toAbsolutePath();
    Stopwatch stopwatch = new Stopwatch(new ArrayList<>());
    try (DbosExecution execution =
        new DbosExecution(
            EmbeddedServer.open(folder, TestJournal.PROGRAMS, new LocalRunner()),
            DbosExecution.LEASE)) {
      List<Step> empty =
          LongStream.range(0, steps)
              .<Step>mapToObj(number -> new TestStep("step-" + number, new ArrayList<>()))
              .toList();
      execution.run("benchmark", "{}", empty, stopwatch);
    }
    System.out.println(stopwatch.summary());
  }

  private record Stopwatch(List<Long> ends) implements StepListener {
    @Override
    public void started(Step step, int position, int total) {}

    @Override
    public void progress(Step step, String line) {}

    @Override
    public void ended(Step step, StepRecord record) {
      ends.add(System.nanoTime());
    }

    String summary() {
      // The first half warms the code up.
      long[] took =
          LongStream.range(ends.size() / 2, ends.size())
              .map(i -> ends.get((int) i) - ends.get((int) i - 1))
              .sorted()
              .toArray();
      return "journal: p50 %.2f ms, p99 %.2f ms a step, %d steps"
          .formatted(took[took.length / 2] / 1e6, took[took.length * 99 / 100] / 1e6, took.length);
    }
  }
}
