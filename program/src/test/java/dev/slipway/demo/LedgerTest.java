package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {

  @Test
  void isCleanWhenEveryAcknowledgedWriteIsThereOnce() {
    Ledger ledger =
        Ledger.compare(List.of("a", "b"), List.of("c", "d"), Map.of("a", 1, "b", 1, "c", 1));

    assertThat(ledger.clean()).isTrue();
    assertThat(ledger.acknowledged()).isEqualTo(2);
  }

  @Test
  void namesWhatIsLost() {
    assertThat(Ledger.compare(List.of("a", "b"), List.of(), Map.of("b", 1)).lost())
        .containsExactly("a");
  }

  @Test
  void namesWhatIsThereTwiceAlsoWhenItWasNotAcknowledged() {
    Ledger ledger = Ledger.compare(List.of("a", "b"), List.of("c"), Map.of("a", 2, "b", 1, "c", 2));

    assertThat(ledger.duplicated()).containsExactly("a", "c");
    assertThat(ledger.clean()).isFalse();
  }

  @Test
  void doesNotCareForWritesOfOthers() {
    assertThat(Ledger.compare(List.of("a"), List.of(), Map.of("a", 1, "other", 7)).clean())
        .isTrue();
  }
}
