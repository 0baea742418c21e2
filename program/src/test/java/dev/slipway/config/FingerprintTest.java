package dev.slipway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FingerprintTest {

  /** GitHub's, whose fingerprint is published. */
  @Test
  void isThatOfSshKeygen() {
    String line =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl git\n";

    assertThat(Fingerprint.ofKey(line).text())
        .isEqualTo("SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU");
  }

  @Test
  void refusesWhatIsNoKey() {
    for (String line : new String[] {"", "ssh-ed25519", "ssh-ed25519 !!! x"}) {
      assertThatThrownBy(() -> Fingerprint.ofKey(line))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
