package dev.slipway.workflow;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A step whose world is two fields, and that can be told to fail or to die. */
public final class TestStep implements Step {

  /** What a kill looks like from inside: nothing after it runs. */
  public static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final String name;
  private final List<String> calls;
  private boolean done;
  private boolean failing;
  private boolean dying;
  private boolean defective;
  private boolean pointOfNoReturn;
  private String skip;

  public TestStep(String name, List<String> calls) {
    this.name = name;
    this.calls = calls;
  }

  static List<TestStep> steps(List<String> calls, String... names) {
    List<TestStep> steps = new ArrayList<>();
    for (String name : names) {
      steps.add(new TestStep(name, calls));
    }
    return steps;
  }

  public TestStep done(boolean value) {
    done = value;
    return this;
  }

  public TestStep failing(boolean value) {
    failing = value;
    return this;
  }

  public TestStep dying(boolean value) {
    dying = value;
    return this;
  }

  public TestStep defective() {
    defective = true;
    return this;
  }

  public TestStep noReturn() {
    pointOfNoReturn = true;
    return this;
  }

  public TestStep skipped(String reason) {
    skip = reason;
    return this;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> rows() {
    return List.of("R1", "R2");
  }

  @Override
  public String description() {
    return "test " + name;
  }

  @Override
  public Optional<Evidence> observe() {
    return done ? Optional.of(Evidence.of("seen", true)) : Optional.empty();
  }

  @Override
  public Evidence apply(Progress progress) {
    calls.add("apply " + name);
    progress.say("working on " + name);
    if (failing) {
      throw new SlipwayException(ErrorCode.INDEXER_STUCK, name + " is stuck", "kick it");
    }
    if (defective) {
      throw new IllegalStateException("a defect");
    }
    done = true;
    if (dying) {
      throw new Death();
    }
    return Evidence.of("lsn", "0/3000060").and("milliseconds", 12).and("clean", true);
  }

  @Override
  public void revert(Progress progress) {
    calls.add("revert " + name);
    if (failing) {
      throw new SlipwayException(ErrorCode.INDEXER_STUCK, name + " is stuck", "kick it");
    }
    done = false;
  }

  @Override
  public Optional<String> skipReason() {
    return Optional.ofNullable(skip);
  }

  @Override
  public boolean pointOfNoReturn() {
    return pointOfNoReturn;
  }
}
