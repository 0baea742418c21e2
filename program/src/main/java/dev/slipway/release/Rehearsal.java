package dev.slipway.release;

import dev.slipway.config.Estate;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.SiteRecord;
import dev.slipway.workflow.Outcome;
import dev.slipway.workflow.Step;
import dev.slipway.workflow.StepListener;
import dev.slipway.workflow.StepRecord;
import dev.slipway.workflow.steps.StepRunner;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A release tried out on throw-away copies, by the steps of the release themselves: the index, the
 * whole switchover with its watch, and the batch upgrade. What others would notice (tag, keys,
 * proxies, mail, tickets) is left out, and the current site only feeds one more standby.
 */
public final class Rehearsal {
  static final String UPGRADE = "upgrade-documents";

  private static final Set<String> STEPS =
      Set.of(
          "check-search",
          "wait-for-index",
          "switch-database",
          "follow-new-database",
          "prove-index",
          UPGRADE);

  private final Services services;
  private final Estate estate;
  private final Clock clock;
  private final String version;
  private final String revision;
  private final RehearsalCopies copies;

  /**
   * @param version that would be released
   * @param revision tag, branch or commit that is tried
   */
  public Rehearsal(Services services, Estate estate, Clock clock, String version, String revision) {
    this.services = services;
    this.estate = estate;
    this.clock = clock;
    this.version = version;
    this.revision = revision;
    this.copies = new RehearsalCopies(services, version);
  }

  /**
   * Runs it and removes the copies, whatever comes of it. What an earlier rehearsal left, whose
   * program was killed, is removed first.
   *
   * @throws SlipwayException when it cannot begin; a step that fails is in the result
   */
  public Rehearsed run(StepListener listener) {
    copies.remove();
    SiteRecord current = new CurrentSite(services).find();
    services.provider().check(copies.copyOf(current));
    String commit = commit();
    Thread end = new Thread(copies::remove, "slipway-rehearsal-end");
    Runtime.getRuntime().addShutdownHook(end);
    try {
      return run(current, commit, listener);
    } finally {
      Runtime.getRuntime().removeShutdownHook(end);
      copies.remove();
    }
  }

  private Rehearsed run(SiteRecord current, String commit, StepListener listener) {
    PassingLog log = new PassingLog(clock);
    UpgradeLines upgrade = new UpgradeLines(listener);
    StepRunner runner = new StepRunner(log, upgrade);
    List<Step> first = prepare(current, commit);
    int total = first.size() + STEPS.size();
    if (all(runner, first, 0, total)) {
      all(runner, steps(), first.size(), total);
    }
    return new Rehearsed(
        version, log.records(), upgrade.lines(), estate.rules().switchover().budget().toMillis());
  }

  /** False when one failed; what comes after it does not run. */
  private static boolean all(StepRunner runner, List<Step> steps, int begin, int total) {
    int position = begin;
    for (Step step : steps) {
      if (runner.apply(step, position++, total) instanceof Outcome.Failed) {
        return false;
      }
    }
    return true;
  }

  private List<Step> prepare(SiteRecord current, String commit) {
    return List.of(
        new RehearsedStep(
            "copy-current",
            "a copy of " + current.name() + ", restored from its backup",
            progress -> copies.launch(copies.copyOf(current), progress)),
        new RehearsedStep(
            "launch-candidate",
            copies.candidate() + " at " + revision + ", its database a standby of the copy",
            progress -> copies.launch(copies.candidateAt(revision, commit), progress)),
        new RehearsedStep(
            "part-copy", "the copy follows nobody any more", progress -> copies.part()));
  }

  /** The release's own, between the copies. */
  private List<Step> steps() {
    ReleaseRequest request = new ReleaseRequest(version, Estate.PRODUCTION).to(copies.candidate());
    World world = new WorldObserver(services).observe(copies.copySite(), false);
    Plan whole = new Planner().plan(request, world, clock.instant());
    List<PlannedStep> rehearsed =
        whole.steps().stream().filter(step -> STEPS.contains(step.name())).toList();
    return new Steps(new ReleaseContext(whole.with(rehearsed), services, estate.rules()), estate)
        .bind();
  }

  private String commit() {
    return services
        .source()
        .resolve(revision)
        .orElseThrow(
            () ->
                new SlipwayException(
                    ErrorCode.REVISION_UNKNOWN,
                    "the origin has no tag, branch or commit " + revision,
                    "was it pushed?"));
  }

  /** Passes everything on, and keeps what the upgrade says. */
  private static final class UpgradeLines implements StepListener {
    private final StepListener listener;
    private final List<String> lines = new ArrayList<>();

    UpgradeLines(StepListener listener) {
      this.listener = listener;
    }

    synchronized List<String> lines() {
      return List.copyOf(lines);
    }

    @Override
    public void started(Step step, int position, int total) {
      listener.started(step, position, total);
    }

    @Override
    public synchronized void progress(Step step, String line) {
      if (step.name().equals(UPGRADE)) {
        lines.add(line);
      }
      listener.progress(step, line);
    }

    @Override
    public void ended(Step step, StepRecord record) {
      listener.ended(step, record);
    }
  }
}
