package dev.slipway.workflow;

/** Is told what happens while a release runs; must not throw and must not wait. */
public interface StepListener {
  void started(Step step, int position, int total);

  void progress(Step step, String line);

  void ended(Step step, StepRecord record);

  /** Nobody listens. */
  static StepListener silent() {
    return new StepListener() {
      @Override
      public void started(Step step, int position, int total) {}

      @Override
      public void progress(Step step, String line) {}

      @Override
      public void ended(Step step, StepRecord record) {}
    };
  }
}
