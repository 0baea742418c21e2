package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HelpTextTest {
  @Test
  void joinsTheLinesOfAParagraphAndKeepsParagraphsApart() {
    assertThat(HelpText.paragraphs(List.of("One", "and one.", "", "Two.%n", "Three", "is", "it.")))
        .containsExactly("One and one.", "", "Two.%n", "Three is it.");
  }
}
