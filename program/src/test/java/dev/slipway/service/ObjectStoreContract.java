package dev.slipway.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.ObjectStore.StoredObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every object store does. */
public abstract class ObjectStoreContract {
  private final String bucket = "logs-" + UUID.randomUUID();

  @TempDir protected Path folder;

  protected abstract ObjectStore store();

  @BeforeEach
  void createBucket() {
    store().ensureBucket(bucket);
  }

  @Test
  void creatingABucketTwiceIsHarmless() {
    store().ensureBucket(bucket);

    assertThat(store().list(bucket, "")).isEmpty();
  }

  @Test
  void givesBackTheBytesItTookAndTheirChecksum() throws IOException {
    Path file = write("access.log", "a line\n".getBytes(StandardCharsets.UTF_8));

    StoredObject stored = store().upload(bucket, "production/v41/access.log", file);
    store().download(bucket, "production/v41/access.log", folder.resolve("back"));

    assertThat(folder.resolve("back")).hasSameBinaryContentAs(file);
    assertThat(stored.size()).isEqualTo(7);
    assertThat(stored.sha256())
        .contains("786e184927ec9ddac3079c24999ac461b7cb89888f69efc053848f2d6dee7dd6");
    assertThat(store().find(bucket, "production/v41/access.log")).contains(stored);
  }

  @Test
  void takesALargeFileInParts() throws IOException {
    byte[] content = new byte[(17 << 20) + 5];
    new Random(42).nextBytes(content);
    Path file = write("large", content);

    StoredObject stored = store().upload(bucket, "large", file);
    store().download(bucket, "large", folder.resolve("back"));

    assertThat(folder.resolve("back")).hasSameBinaryContentAs(file);
    assertThat(store().find(bucket, "large")).contains(stored);
  }

  @Test
  void uploadingTheSameAgainIsHarmlessAndOtherBytesReplaceIt() throws IOException {
    Path file = write("f", new byte[] {1});
    StoredObject first = store().upload(bucket, "f", file);

    assertThat(store().upload(bucket, "f", file)).isEqualTo(first);
    StoredObject second = store().upload(bucket, "f", write("f", new byte[] {2}));

    assertThat(store().find(bucket, "f")).contains(second);
    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void listsWhatBeginsWithThePrefix() throws IOException {
    Path file = write("f", new byte[] {1});
    StoredObject one = store().upload(bucket, "v41/one", file);
    StoredObject two = store().upload(bucket, "v41/two", file);
    store().upload(bucket, "v42/one", file);

    assertThat(store().list(bucket, "v41/")).containsExactly(one, two);
  }

  @Test
  void deletesAndDeletingAgainIsHarmless() throws IOException {
    store().upload(bucket, "f", write("f", new byte[] {1}));

    store().delete(bucket, "f");
    store().delete(bucket, "f");

    assertThat(store().find(bucket, "f")).isEmpty();
  }

  @Test
  void failsForWhatIsNotThere() {
    fails(() -> store().download(bucket, "nothing", folder.resolve("back")));
    fails(() -> store().list("no-such-bucket-" + UUID.randomUUID(), ""));
    fails(() -> store().upload(bucket, "f", folder.resolve("no-such-file")));
    assertThat(folder.resolve("back")).doesNotExist();
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private static void fails(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SlipwayException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.OBJECT_STORE_FAILED));
  }
}
