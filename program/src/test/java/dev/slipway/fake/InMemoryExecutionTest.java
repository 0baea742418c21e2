package dev.slipway.fake;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.error.SlipwayException;
import dev.slipway.workflow.DurableExecution;
import dev.slipway.workflow.DurableExecutionContract;
import dev.slipway.workflow.StepListener;
import dev.slipway.workflow.TestStep;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryExecutionTest extends DurableExecutionContract {
  private final InMemoryExecution execution = new InMemoryExecution();

  @Override
  protected DurableExecution execution() {
    return execution;
  }

  @Test
  void canLieThatAnotherControllerLeads() {
    execution.ledElsewhere(true);

    assertThatThrownBy(
            () ->
                execution.run("v42", "{}", List.of(new TestStep("one", new ArrayList<>())), SILENT))
        .isInstanceOf(SlipwayException.class);
  }

  private static final StepListener SILENT =
      new StepListener() {
        @Override
        public void started(dev.slipway.workflow.Step step, int position, int total) {}

        @Override
        public void progress(dev.slipway.workflow.Step step, String line) {}

        @Override
        public void ended(dev.slipway.workflow.Step step, dev.slipway.workflow.StepRecord record) {}
      };
}
