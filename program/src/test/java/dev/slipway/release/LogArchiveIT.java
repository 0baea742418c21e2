package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.driver.s3.S3ObjectStore;
import dev.slipway.driver.s3.S3Settings;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.release.LogArchive.Archived;
import dev.slipway.service.NewKey;
import dev.slipway.service.ObjectStore.StoredObject;
import dev.slipway.testing.Loopback;
import dev.slipway.testing.RealObjectStore;
import dev.slipway.workflow.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogArchiveIT {
  private static final String PREFIX = "production/v41";

  @TempDir Path folder;

  @Test
  void goesOnWithANewKeyWhereTheFormerOneWasRefusedAndTwiceIsHarmless() throws IOException {
    List<Path> logs = logs();
    Path store = Files.createDirectory(folder.resolve("store"));
    try (RealObjectStore server = new RealObjectStore(Loopback.address(9000), store)) {
      NewKey former = server.activeKey("uploader");
      try (S3ObjectStore first = open(server, former)) {
        first.ensureBucket("logs");
        assertThat(archive(first, logs.subList(0, 2))).isEqualTo(new Archived(2, 2_000, 0));
        server.ring().deactivate("uploader", former.id());
        SlipwayException refused =
            catchThrowableOfType(SlipwayException.class, () -> archive(first, logs));
        assertThat(refused.code()).isEqualTo(ErrorCode.LOGS_FAILED);
        assertThat(refused.getMessage()).contains("access.log", "s3:GetObject");
      }
      try (S3ObjectStore second = open(server, server.activeKey("uploader"))) {
        assertThat(archive(second, logs).skipped()).isEqualTo(2);
        assertThat(archive(second, logs).skipped()).isEqualTo(logs.size());
        assertThat(second.list("logs", PREFIX))
            .hasSize(logs.size())
            .allMatch(object -> object.sha256().isPresent())
            .extracting(StoredObject::size)
            .contains(1_000L, 20_000_000L);
      }
    }
  }

  /** Eight small ones, and one that goes in parts. */
  private List<Path> logs() throws IOException {
    List<Path> logs = new ArrayList<>();
    for (int i = 1; i <= 8; i++) {
      logs.add(Files.write(folder.resolve("access.log." + i), random(1_000, i)));
    }
    logs.add(Files.write(folder.resolve("access.log"), random(20_000_000, 0)));
    return logs;
  }

  private static byte[] random(int size, int seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private Archived archive(S3ObjectStore store, List<Path> logs) {
    return new LogArchive(store, folder.resolve("scratch"), 4)
        .archive(logs, "logs", PREFIX, Progress.silent());
  }

  private static S3ObjectStore open(RealObjectStore server, NewKey key) {
    return new S3ObjectStore(
        new S3Settings(server.endpoint(), "us-east-1", Optional.of(server.caFile()), key));
  }
}
