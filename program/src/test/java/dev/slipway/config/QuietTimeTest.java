package dev.slipway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuietTimeTest {

  /** 2026-11-25 is a Wednesday; Berlin is an hour ahead of UTC then, two in summer. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          22:00-05:30 UTC                   | 2026-11-25T23:00Z | true
          22:00-05:30 UTC                   | 2026-11-25T05:29Z | true
          22:00-05:30 UTC                   | 2026-11-25T05:30Z | false
          01:00-02:00 UTC                   | 2026-11-25T03:00Z | false
          22:00-05:30 Europe/Berlin         | 2026-11-25T21:00Z | true
          22:00-05:30 Europe/Berlin         | 2026-11-25T20:59Z | false
          22:00-05:30 Europe/Berlin         | 2026-07-25T20:00Z | true
          wed 22:00-05:30 UTC               | 2026-11-25T22:00Z | true
          wed 22:00-05:30 UTC               | 2026-11-26T05:00Z | true
          wed 22:00-05:30 UTC               | 2026-11-25T05:00Z | false
          mon-fri 10:00-11:00 UTC           | 2026-11-27T10:30Z | true
          mon-fri 10:00-11:00 UTC           | 2026-11-28T10:30Z | false
          sat-mon,wed 10:00-11:00 UTC       | 2026-11-29T10:30Z | true
          sat-mon,wed 10:00-11:00 UTC       | 2026-11-24T10:30Z | false
          0-29 2-5 * * 1-5 Europe/Berlin    | 2026-11-25T01:29Z | true
          0-29 2-5 * * 1-5 Europe/Berlin    | 2026-11-25T01:30Z | false
          0-29 2-5 * * 1-5 Europe/Berlin    | 2026-11-28T01:29Z | false
          """)
  void isThenAndNotOtherwise(String text, ZonedDateTime when, boolean quiet) {
    assertThat(QuietTime.parse(text).contains(when)).isEqualTo(quiet);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          22:00-05:30 UTC                | 2026-11-25T12:00Z | 2026-11-25T22:00Z
          fri 22:00-05:30 Europe/Berlin  | 2026-11-25T12:00Z | 2026-11-27T21:00Z
          wed 12:00-13:00 UTC            | 2026-11-25T12:00Z | 2026-12-02T12:00Z
          0 3 * * * Europe/Berlin        | 2026-11-25T12:00Z | 2026-11-26T02:00Z
          """)
  void saysWhenItBeginsNext(String text, ZonedDateTime now, ZonedDateTime next) {
    assertThat(QuietTime.parse(text).next(now).map(ZonedDateTime::toInstant))
        .contains(next.toInstant());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "soon",
        "22:00",
        "22:00-25:00",
        "22:00-05:30 Nowhere/Land",
        "weekend 22:00-05:30",
        "mon 22:00-05:30 x y",
        "99 * * * *",
        ""
      })
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> QuietTime.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isSaidAsItWasWritten() {
    assertThat(QuietTime.parse("mon-fri 22:00-05:30 Europe/Berlin"))
        .hasToString("mon,tue,wed,thu,fri 22:00-05:30 Europe/Berlin");
    assertThat(QuietTime.parse("0-29 2-5 * * * UTC")).hasToString("0-29 2-5 * * * UTC");
  }
}
