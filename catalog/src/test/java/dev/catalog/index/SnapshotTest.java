package dev.catalog.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class SnapshotTest {

  @Test
  void readsWhatPostgresPrints() {
    assertThat(Snapshot.parse("10:20:10,14,15")).isEqualTo(new Snapshot("10:20:10,14,15", 10, 20));
    assertThat(Snapshot.parse("4294967999:4294968000:").xmin()).isEqualTo(4294967999L);
  }

  @Test
  void refusesWhatIsNone() {
    assertThatThrownBy(() -> Snapshot.parse("10:20"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10:20");
  }
}
