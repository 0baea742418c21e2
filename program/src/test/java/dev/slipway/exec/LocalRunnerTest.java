package dev.slipway.exec;

final class LocalRunnerTest extends RunnerContract {

  @Override
  protected Runner runner() {
    return new LocalRunner();
  }
}
