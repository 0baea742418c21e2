package dev.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileIndexerSwitchTest {
  @TempDir private Path folder;

  @Test
  void holdsItsFirstPositionUntilSomebodyTurnsIt() {
    var file = folder.resolve("state/file-indexer");
    assertThat(new FileIndexerSwitch(file, true).isOn()).isTrue();
    assertThat(new FileIndexerSwitch(file, false).isOn()).isFalse();
    new FileIndexerSwitch(file, true).turn(false);
    assertThat(new FileIndexerSwitch(file, true).isOn()).isFalse();
    new FileIndexerSwitch(file, false).turn(true);
    assertThat(new FileIndexerSwitch(file, false).isOn()).isTrue();
  }
}
