package dev.slipway.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.exec.LocalRunner;
import dev.slipway.fake.ReleasedEstate;
import dev.slipway.release.Plan;
import dev.slipway.release.ReleaseRequest;
import dev.slipway.release.Releases;
import dev.slipway.release.Switchover;
import dev.slipway.workflow.DurableExecution;
import dev.slipway.workflow.Outcome;
import dev.slipway.workflow.ReleaseState;
import dev.slipway.workflow.Step;
import dev.slipway.workflow.StepListener;
import dev.slipway.workflow.StepRecord;
import dev.slipway.workflow.dbos.DbosExecution;
import dev.slipway.workflow.dbos.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the controller itself takes for each step of a release to a site with many data nodes: from
 * the end of the step before it to its own end, its journal included. Every contract is a fake, and
 * takes no time. Not counted is how long the switchover keeps still before the hold, which is the
 * garbage and the compilations of everything before; it is given by itself.
 */
public final class DeployBenchmark {
  private static final double LIMIT_MILLIS = 5;

  private final int dataNodes;
  private final Map<String, List<Double>> millis = new LinkedHashMap<>();
  private final List<Double> planning = new ArrayList<>();
  private final List<Double> stillness = new ArrayList<>();
  private String plan = "";

  private DeployBenchmark(int dataNodes) {
    this.dataNodes = dataNodes;
  }

  /** Arguments: data nodes, rounds, and perhaps a file for the figures. */
  public static void main(String[] arguments) throws IOException {
    DeployBenchmark benchmark = new DeployBenchmark(Integer.parseInt(arguments[0]));
    benchmark.run(Integer.parseInt(arguments[1]));
    Figures figures = benchmark.figures();
    benchmark.print(figures);
    if (arguments.length > 2) {
      new ObjectMapper().writeValue(Path.of(arguments[2]).toFile(), figures);
    }
    System.exit(figures.within() ? 0 : 1);
  }

  private void run(int rounds) throws IOException {
    Path folder =
        Files.createTempDirectory(Path.of("target").toAbsolutePath(), "deploy-benchmark-");
    Path programs = Path.of("target", "journal-programs").toAbsolutePath();
    try (DbosExecution execution =
        new DbosExecution(
            EmbeddedServer.open(folder.resolve("journal"), programs, new LocalRunner()),
            DbosExecution.LEASE)) {
      for (int round = 1; round <= rounds; round++) {
        Path own = Files.createDirectory(folder.resolve("estate-" + round));
        release(execution, own, round, round > rounds / 3);
      }
    }
  }

  /** One release of an estate of its own. */
  private void release(DurableExecution execution, Path folder, int round, boolean counts) {
    ReleasedEstate estate = new ReleasedEstate(folder);
    estate.search.nodes(dataNodes);
    Releases releases = new Releases(estate, estate.estate(), () -> execution, Clock.systemUTC());
    ReleaseRequest request =
        new ReleaseRequest("v43." + round, "production").withDataNodes(Optional.empty(), dataNodes);
    long begun = System.nanoTime();
    Plan planned = releases.plan(request);
    plan = ReleaseTables.of(planned);
    Stopwatch stopwatch = new Stopwatch();
    if (counts) {
      planning.add((System.nanoTime() - begun) / 1e6);
    }
    ReleaseState state = releases.start(request, stopwatch).state();
    if (state != ReleaseState.COMPLETED) {
      throw new IllegalStateException(request.version() + " is " + state);
    }
    if (counts) {
      stopwatch.took.forEach(
          (step, took) -> millis.computeIfAbsent(step, name -> new ArrayList<>()).add(took));
      stillness.add(stopwatch.still);
    }
  }

  /** One step, and milliseconds. */
  private record Slowest(String step, double millis) {}

  /** Times are milliseconds, the medians of the rounds. */
  private record Figures(
      int dataNodes,
      long planLines,
      double planMs,
      double stepMs,
      Slowest slowest,
      double stillnessMs,
      boolean within,
      Map<String, Double> steps) {}

  private Figures figures() {
    Map<String, Double> steps = new LinkedHashMap<>();
    millis.forEach((step, took) -> steps.put(step, median(took)));
    Slowest slowest =
        steps.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(entry -> new Slowest(entry.getKey(), entry.getValue()))
            .orElseThrow();
    return new Figures(
        dataNodes,
        plan.lines().count(),
        median(planning),
        median(List.copyOf(steps.values())),
        slowest,
        median(stillness),
        slowest.millis() < LIMIT_MILLIS,
        steps);
  }

  private void print(Figures figures) {
    System.out.println(plan);
    System.out.println();
    System.out.printf(
        "deploy: %d data nodes, %d steps, median %.2f ms a step, slowest %s %.2f ms"
            + " (limit %.0f); still before the hold %.2f ms; planned and printed in %.2f ms,"
            + " %d lines%n",
        dataNodes,
        figures.steps().size(),
        figures.stepMs(),
        figures.slowest().step(),
        figures.slowest().millis(),
        LIMIT_MILLIS,
        figures.stillnessMs(),
        figures.planMs(),
        figures.planLines());
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  /** From the end of one step to the end of the next. */
  private static final class Stopwatch implements StepListener {
    private final Map<String, Double> took = new LinkedHashMap<>();
    private long last;
    private double still;

    @Override
    public void started(Step step, int position, int total) {
      if (position == 0) {
        last = System.nanoTime();
      }
    }

    @Override
    public void progress(Step step, String line) {}

    @Override
    public void ended(Step step, StepRecord record) {
      long now = System.nanoTime();
      double kept = kept(record);
      still += kept;
      took.put(step.name(), (now - last) / 1e6 - kept);
      last = now;
    }

    private static double kept(StepRecord record) {
      return record.outcome() instanceof Outcome.Done done
          ? ((Number) done.evidence().facts().getOrDefault(Switchover.STILLNESS, 0)).doubleValue()
          : 0;
    }
  }
}
