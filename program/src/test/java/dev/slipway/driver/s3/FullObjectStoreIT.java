package dev.slipway.driver.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.testing.Loopback;
import dev.slipway.testing.RealObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullObjectStoreIT {
  @TempDir Path folder;

  @Test
  void aStoreWithoutRoomSaysSo() throws IOException {
    try (RealObjectStore server =
            new RealObjectStore(Loopback.address(9000), folder, Long.MAX_VALUE);
        S3ObjectStore store =
            new S3ObjectStore(
                new S3Settings(
                    server.endpoint(),
                    "us-east-1",
                    Optional.of(server.caFile()),
                    server.activeKey("uploader")))) {
      store.ensureBucket("logs");
      Path file = Files.writeString(folder.resolve("f"), "a line");

      assertThatThrownBy(() -> store.upload("logs", "f", file))
          .isInstanceOfSatisfying(
              SlipwayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DISK_FULL));
      assertThat(store.find("logs", "f")).isEmpty();
    }
  }
}
