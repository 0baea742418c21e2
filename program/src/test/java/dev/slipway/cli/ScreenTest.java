package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private final StringWriter errors = new StringWriter();

  @Test
  void whatAProgramColouredIsSaidPlainly() {
    screen(false).note("build: \u001b[0m\u001b[1;33mWARNING\u001b[0m: old\r\u0007");

    assertThat(errors.toString()).isEqualToIgnoringNewLines("build: WARNING: old");
  }

  @Test
  void anErrorKeepsItsHintOnALineOfItsOwn() {
    screen(false).note("error [USAGE]: no\nhint: yes");

    assertThat(errors.toString().lines()).containsExactly("error [USAGE]: no", "hint: yes");
  }

  @Test
  void aPassingLineIsCutOffWhereANarrowTerminalEnds() {
    screen(true).passing("a long line");

    assertThat(errors.toString()).isEqualTo("\r\u001b[K\u001b[?7la long line\u001b[?7h");
  }

  private Screen screen(boolean live) {
    return new Screen(new PrintWriter(new StringWriter()), new PrintWriter(errors), live);
  }
}
