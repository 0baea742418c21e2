package dev.slipway.driver.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.config.Secret;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.NewKey;
import dev.slipway.service.ObjectStore;
import dev.slipway.service.ObjectStoreContract;
import dev.slipway.testing.Loopback;
import dev.slipway.testing.RealObjectStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

class S3ObjectStoreIT extends ObjectStoreContract {
  private static final String USER = "uploader";

  @TempDir static Path state;

  private static RealObjectStore server;
  private static NewKey key;
  private static S3ObjectStore store;

  @BeforeAll
  static void start() throws IOException {
    server = new RealObjectStore(Loopback.address(9000), state);
    key = server.ring().create(USER);
    server.ring().activate(USER, key.id());
    store = open(server.endpoint(), key);
  }

  @AfterAll
  static void stop() {
    store.close();
    server.close();
  }

  @Override
  protected ObjectStore store() {
    return store;
  }

  @Test
  void anInactiveKeyIsRefusedAndServedAgainWhenActive() {
    NewKey switched = server.ring().create(USER);
    try (S3ObjectStore other = open(server.endpoint(), switched)) {
      fails(ErrorCode.KEY_REFUSED, () -> other.ensureBucket("switched"));
      server.ring().activate(USER, switched.id());
      other.ensureBucket("switched");
      server.ring().deactivate(USER, switched.id());
      fails(ErrorCode.KEY_REFUSED, () -> other.list("switched", ""));
      fails(ErrorCode.KEY_REFUSED, () -> other.find("switched", "x"));
      server.ring().activate(USER, switched.id());
      assertThat(other.list("switched", "")).isEmpty();
    }
  }

  @Test
  void aWrongSecretIsRefusedAndNotPrinted() {
    NewKey wrong = new NewKey(key.id(), new Secret("not-the-secret"));
    try (S3ObjectStore other = open(server.endpoint(), wrong)) {
      assertThatThrownBy(() -> other.list("any-bucket", ""))
          .isInstanceOfSatisfying(
              SlipwayException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.KEY_REFUSED);
                assertThat(e.render()).doesNotContain("not-the-secret");
              });
    }
  }

  @Test
  void aDamagedObjectIsNotTakenForTheOriginal() throws IOException {
    store.ensureBucket("damaged");
    store.upload("damaged", "f", Files.writeString(folder.resolve("f"), "original"));
    Files.writeString(stored("damaged", "f"), "Original", StandardOpenOption.TRUNCATE_EXISTING);

    fails(
        ErrorCode.OBJECT_STORE_FAILED,
        () -> store.download("damaged", "f", folder.resolve("back")));

    assertThat(folder.resolve("back")).doesNotExist();
  }

  @Test
  void whatAKilledUploadLeftIsClearedAway() throws IOException {
    store.ensureBucket("unfinished");
    try (S3Client raw = S3Clients.open(settings(server.endpoint(), key))) {
      raw.createMultipartUpload(create -> create.bucket("unfinished").key("large"));
      raw.createMultipartUpload(create -> create.bucket("unfinished").key("larger"));

      store.upload("unfinished", "large", Files.write(folder.resolve("large"), new byte[9 << 20]));

      assertThat(raw.listMultipartUploads(list -> list.bucket("unfinished")).uploads())
          .extracting(MultipartUpload::key)
          .containsExactly("larger");
    }
  }

  @Test
  void aStoreThatIsNotThereIsReported() {
    try (S3ObjectStore nowhere = open(URI.create("https://127.0.73.2:9"), key)) {
      fails(ErrorCode.OBJECT_STORE_FAILED, () -> nowhere.list("bucket", ""));
    }
  }

  private static Path stored(String bucket, String key) throws IOException {
    try (Stream<Path> files = Files.walk(state.resolve("data/buckets").resolve(bucket))) {
      List<Path> found = files.filter(file -> file.endsWith(key)).toList();
      assertThat(found).hasSize(1);
      return found.getFirst();
    }
  }

  private static S3ObjectStore open(URI endpoint, NewKey key) {
    return new S3ObjectStore(settings(endpoint, key));
  }

  private static S3Settings settings(URI endpoint, NewKey key) {
    return new S3Settings(endpoint, "us-east-1", Optional.of(server.caFile()), key);
  }

  private static void fails(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(SlipwayException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
