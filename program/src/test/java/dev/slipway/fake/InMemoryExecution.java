package dev.slipway.fake;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.workflow.DurableExecution;
import dev.slipway.workflow.Outcome;
import dev.slipway.workflow.ReleaseRecord;
import dev.slipway.workflow.ReleaseState;
import dev.slipway.workflow.Step;
import dev.slipway.workflow.StepListener;
import dev.slipway.workflow.StepRecord;
import dev.slipway.workflow.steps.StepLog;
import dev.slipway.workflow.steps.StepRunner;
import dev.slipway.workflow.steps.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Durable execution without the durability, for tests of what is written against the port. */
public final class InMemoryExecution implements DurableExecution {
  private final List<Release> releases = new ArrayList<>();
  private boolean ledElsewhere;

  /** Lies that another controller leads; between two steps it is a take-over. */
  public void ledElsewhere(boolean elsewhere) {
    this.ledElsewhere = elsewhere;
  }

  @Override
  public ReleaseRecord run(String id, String request, List<Step> steps, StepListener listener) {
    return forward(id, request, steps, listener);
  }

  @Override
  public ReleaseRecord takeBack(
      String id, String taken, String request, List<Step> steps, StepListener listener) {
    unfinished(taken).ifPresent(release -> release.state = ReleaseState.SET_ASIDE);
    ReleaseRecord record = forward(id, request, steps, listener);
    if (record.state() == ReleaseState.COMPLETED) {
      newest(taken).ifPresent(release -> release.state = ReleaseState.ROLLED_BACK);
    }
    return record;
  }

  private ReleaseRecord forward(
      String id, String request, List<Step> steps, StepListener listener) {
    refuseOthers(id);
    Release release = unfinished(id).orElseGet(() -> add(id, request));
    StepRunner runner = new StepRunner(release, listener);
    release.state = ReleaseState.RUNNING;
    for (int i = 0; i < steps.size(); i++) {
      if (runner.apply(steps.get(i), i, steps.size()) instanceof Outcome.Failed) {
        return release.end(ReleaseState.STOPPED);
      }
    }
    return release.end(ReleaseState.COMPLETED);
  }

  @Override
  public ReleaseRecord abort(String id, List<Step> steps, StepListener listener) {
    refuseOthers(id);
    Release release = unfinished(id).orElseThrow(() -> cannotAbort(id));
    StepRunner runner = new StepRunner(release, listener);
    if (steps.stream().anyMatch(runner::pastReturn)) {
      throw new SlipwayException(ErrorCode.RELEASE_STATE, id + " is past return", "");
    }
    release.state = ReleaseState.RUNNING;
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (runner.revert(steps.get(i), i, steps.size()) instanceof Outcome.Failed) {
        return release.end(ReleaseState.STOPPED);
      }
    }
    releases.stream()
        .filter(other -> other.state == ReleaseState.SET_ASIDE)
        .forEach(other -> other.state = ReleaseState.STOPPED);
    return release.end(ReleaseState.ABORTED);
  }

  @Override
  public Optional<ReleaseRecord> find(String id) {
    return releases().stream().filter(record -> record.id().equals(id)).findFirst();
  }

  @Override
  public List<ReleaseRecord> releases() {
    return releases.reversed().stream().map(Release::record).toList();
  }

  @Override
  public void close() {}

  private Release add(String id, String request) {
    Release release = new Release(id, request);
    releases.add(release);
    return release;
  }

  private Optional<Release> newest(String id) {
    return releases.reversed().stream().filter(release -> release.id.equals(id)).findFirst();
  }

  private Optional<Release> unfinished(String id) {
    return releases.stream()
        .filter(release -> release.id.equals(id) && release.record().unfinished())
        .findFirst();
  }

  private void refuseOthers(String id) {
    requireLead();
    releases().stream()
        .filter(record -> record.unfinished() && !record.id().equals(id))
        .findFirst()
        .ifPresent(
            other -> {
              throw new SlipwayException(
                  ErrorCode.RELEASE_RUNNING, "release " + other.id() + " is unfinished", "");
            });
  }

  private void requireLead() {
    if (ledElsewhere) {
      throw new SlipwayException(ErrorCode.RELEASE_RUNNING, "another controller leads", "");
    }
  }

  private SlipwayException cannotAbort(String id) {
    ErrorCode code = find(id).isPresent() ? ErrorCode.RELEASE_STATE : ErrorCode.RELEASE_UNKNOWN;
    return new SlipwayException(code, "release " + id + " cannot be aborted", "");
  }

  private final class Release implements StepLog {
    private final String id;
    private final String request;
    private final Instant started = Instant.now();
    private final List<Entry> entries = new ArrayList<>();
    private ReleaseState state = ReleaseState.RUNNING;

    private Release(String id, String request) {
      this.id = id;
      this.request = request;
    }

    private ReleaseRecord end(ReleaseState last) {
      state = last;
      return record();
    }

    private ReleaseRecord record() {
      return new ReleaseRecord(
          id, state, request, started, newest(Verb.APPLY), newest(Verb.REVERT));
    }

    private List<StepRecord> newest(Verb verb) {
      return entries.stream()
          .map(entry -> entry.record().name())
          .distinct()
          .flatMap(name -> last(name, verb).stream())
          .sorted(Comparator.comparingInt(StepRecord::position))
          .toList();
    }

    @Override
    public Optional<Entry> last(String step) {
      return entries.reversed().stream()
          .filter(entry -> entry.record().name().equals(step))
          .findFirst();
    }

    @Override
    public Optional<StepRecord> last(String step, Verb verb) {
      return entries.reversed().stream()
          .filter(entry -> entry.verb() == verb && entry.record().name().equals(step))
          .map(Entry::record)
          .findFirst();
    }

    @Override
    public long begin(Verb verb, int position, Step step) {
      InMemoryExecution.this.requireLead();
      int attempts = last(step.name(), verb).map(StepRecord::attempts).orElse(0) + 1;
      entries.add(
          new Entry(
              verb,
              new StepRecord(
                  position,
                  step.name(),
                  step.rows(),
                  attempts,
                  Instant.now(),
                  Duration.ZERO,
                  new Outcome.Unknown())));
      return entries.size() - 1L;
    }

    @Override
    public void requireLead() {
      InMemoryExecution.this.requireLead();
    }

    @Override
    public StepRecord end(long intent, Outcome outcome, Duration elapsed) {
      InMemoryExecution.this.requireLead();
      Entry begun = entries.get((int) intent);
      StepRecord was = begun.record();
      StepRecord ended =
          new StepRecord(
              was.position(),
              was.name(),
              was.rows(),
              was.attempts(),
              was.started(),
              elapsed,
              outcome);
      entries.set((int) intent, new Entry(begun.verb(), ended));
      return ended;
    }
  }
}
