package dev.slipway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.bench.Writes.Acknowledged;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowsTest {
  private final Writes writes =
      new Writes(List.of(new Acknowledged(1, 10), new Acknowledged(2, 20)), List.of());

  @Test
  void anAcknowledgedRowThatIsNotThereIsLost() {
    assertThat(Rows.compare(writes, Map.of(1L, 1))).isEqualTo(new Rows(1, 0));
  }

  @Test
  void aRowThatIsThereTwiceIsDoubledWhetherItWasAcknowledgedOrNot() {
    assertThat(Rows.compare(writes, Map.of(1L, 1, 2L, 3, 4L, 2))).isEqualTo(new Rows(0, 2));
  }

  @Test
  void aRowThatWasWrittenAndNotAcknowledgedIsNeither() {
    assertThat(Rows.compare(writes, Map.of(1L, 1, 2L, 1, 3L, 1))).isEqualTo(new Rows(0, 0));
  }

  @Test
  void theRowsOfTwoRunsAreNeverTheSame() {
    Run run = new Run(7);
    assertThat(run.firstRow(0)).isGreaterThanOrEqualTo(run.begin());
    assertThat(run.firstRow(8)).isLessThan(run.end());
    assertThat(run.next().begin()).isEqualTo(run.end());
  }
}
