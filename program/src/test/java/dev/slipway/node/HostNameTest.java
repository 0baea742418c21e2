package dev.slipway.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {

  @ParameterizedTest
  @ValueSource(strings = {"v42-b", "a", "7", "v42--b"})
  void takesOneLabel(String name) {
    assertThat(HostName.legal(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", "a-", "A", "a.b", "a_b", "../a", "a b"})
  void refusesWhatIsNone(String name) {
    assertThat(HostName.legal(name)).isFalse();
  }
}
