package dev.slipway.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FileRightsTest {

  @Test
  void aModeIsTheSameInLettersAndInDigits() {
    assertThat(FileRights.of("rwxr-x--x").octal()).isEqualTo("751");
    assertThat(FileRights.ofOctal("0640")).isEqualTo(FileRights.of("rw-r-----"));
    for (int mode = 0; mode < 512; mode++) {
      String digits = "%03o".formatted(mode);
      assertThat(FileRights.ofOctal(digits).octal()).isEqualTo(digits);
    }
  }

  @Test
  void refusesWhatIsNoMode() {
    assertThatThrownBy(() -> FileRights.ofOctal("4755"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("\"4755\" is no mode of a file");
  }
}
