package dev.slipway.driver.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.exec.Command;
import dev.slipway.exec.LocalRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordsTest {
  private static final String NASTY = " '\"\\$`!*?[]{}()<>|&;~#=%^\n\t\r-é€😀a";

  @Test
  void leavesPlainWordsReadable() {
    assertThat(ShellWords.line(List.of("tail", "-n", "+5", "/var/log/x.log", "it's", "")))
        .isEqualTo("tail -n +5 /var/log/x.log 'it'\\''s' ''");
  }

  @Test
  void refusesWhatNoProgramCanBeGiven() {
    assertThatThrownBy(() -> ShellWords.quote("a\0b")).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "/bin/bash"})
  void aShellReadsBackExactlyTheWordsThatWentIn(String shell) {
    Random random = new Random(20);
    for (int round = 0; round < 20; round++) {
      List<String> words = words(random);
      String script = "printf '<%s>\\n' " + ShellWords.line(words);
      String back = new LocalRunner().check(Command.of(shell, "-c", script)).output();
      assertThat(back).isEqualTo("<" + String.join(">\n<", words) + ">\n");
    }
  }

  @Test
  void survivesASecondShell() {
    List<String> words = words(new Random(7));
    List<String> inner = new ArrayList<>(List.of("printf", "<%s>\\n"));
    inner.addAll(words);
    String outer = ShellWords.line(List.of("sh", "-c", ShellWords.line(inner)));
    assertThat(new LocalRunner().check(Command.of("sh", "-c", outer)).output())
        .isEqualTo("<" + String.join(">\n<", words) + ">\n");
  }

  private static List<String> words(Random random) {
    int[] letters = NASTY.codePoints().toArray();
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      StringBuilder word = new StringBuilder();
      int length = random.nextInt(12);
      for (int j = 0; j < length; j++) {
        word.appendCodePoint(letters[random.nextInt(letters.length)]);
      }
      words.add(word.toString());
    }
    return words;
  }
}
