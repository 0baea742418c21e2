package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.config.EstateFile;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WiringTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void writeEstate() throws IOException {
    file = folder.resolve("estate.yaml");
    Files.writeString(file, EstateFile.reference());
    Files.createDirectories(folder.resolve("secrets"));
    Files.writeString(folder.resolve("secrets/redmine"), "key");
  }

  @Test
  void opensAnEstateWithoutTouchingAnything() {
    try (Wiring wiring = Wiring.open(file)) {
      assertThat(wiring.services().provider().sites()).isEmpty();
      assertThat(wiring.services().keyUsers()).containsExactly("write-backups", "upload-files");
      assertThat(wiring.services().mail()).isPresent();
      assertThat(wiring.services().tickets()).isPresent();
      assertThat(wiring.journal().releases()).isEmpty();
    }
    assertThat(folder.resolve("state/journal")).doesNotExist();
  }

  @Test
  void handsOutTheSameDriverTwice() {
    try (Wiring wiring = Wiring.open(file)) {
      assertThat(wiring.services().provider()).isSameAs(wiring.services().provider());
      assertThat(wiring.services().proxies().getFirst().proxy())
          .isSameAs(wiring.services().proxies().getFirst().proxy());
      assertThat(wiring.services().proxies().get(1).proxy().name()).isEqualTo("backup");
    }
  }

  @Test
  void aSecretThatIsMissingStopsOnlyWhoNeedsIt() throws IOException {
    Files.delete(folder.resolve("secrets/redmine"));
    try (Wiring wiring = Wiring.open(file)) {
      assertThat(wiring.services().keyRing()).isNotNull();
      assertThatThrownBy(() -> wiring.services().tickets())
          .isInstanceOfSatisfying(
              SlipwayException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.SECRET_MISSING));
    }
  }
}
