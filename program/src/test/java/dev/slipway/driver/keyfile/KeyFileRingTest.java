package dev.slipway.driver.keyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.KeyRing;
import dev.slipway.service.KeyRingContract;
import dev.slipway.service.NewKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileRingTest extends KeyRingContract {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;

  @Override
  protected KeyRing ring() {
    return new KeyFileRing(file(), CLOCK);
  }

  @Test
  void theFileIsForItsOwnerAloneAndHoldsWhatTheStoreNeeds() throws IOException {
    NewKey key = ring().create("uploader");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    JsonNode written = new ObjectMapper().readTree(file().toFile()).at("/users/0/keys/0");
    assertThat(written.path("id").asText()).isEqualTo(key.id());
    assertThat(written.path("secret").asText()).isEqualTo(key.secret().open());
    assertThat(written.path("active").asBoolean()).isFalse();
    assertThat(written.path("created").asText()).isEqualTo("2026-03-01T10:00:00Z");
  }

  @Test
  void ringsOnTheSameFileLoseNoKey() throws Exception {
    List<Callable<NewKey>> creations = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String user = "user-" + i;
      creations.add(() -> ring().create(user));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<NewKey> creation : threads.invokeAll(creations)) {
        creation.get();
      }
    }

    for (int i = 0; i < 12; i++) {
      assertThat(ring().keys("user-" + i)).hasSize(1);
    }
  }

  @Test
  void aSpoiltFileIsReportedWithoutQuotingIt() throws IOException {
    Files.writeString(file(), "{\"users\":[{\"name\":\"x\",\"keys\":[{\"secret\":\"hush\" oops");

    assertThatThrownBy(() -> ring().keys("x"))
        .isInstanceOfSatisfying(
            SlipwayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.KEY_STATE))
        .hasNoCause()
        .hasMessageNotContaining("hush");
  }

  @Test
  void aMissingFolderIsReported() {
    KeyRing ring = new KeyFileRing(folder.resolve("nowhere/keys.json"), CLOCK);

    assertThatThrownBy(() -> ring.create("x"))
        .isInstanceOfSatisfying(
            SlipwayException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.PERMISSION_DENIED));
  }

  private Path file() {
    return folder.resolve("keys.json");
  }
}
