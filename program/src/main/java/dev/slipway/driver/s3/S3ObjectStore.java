package dev.slipway.driver.s3;

import dev.slipway.aws.AwsErrors;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Sha256;
import dev.slipway.service.ObjectStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * An object store reached with one key. The SHA-256 of what was uploaded is kept in the object's
 * metadata: the store's own entity tag is not a checksum of an object that came in parts.
 */
public final class S3ObjectStore implements ObjectStore, AutoCloseable {
  static final String CHECKSUM = "sha256";

  private static final AwsErrors ERRORS =
      new AwsErrors(
          ErrorCode.OBJECT_STORE_FAILED,
          "check the store's address, its certificate and the bucket's name");

  private final S3Client client;

  public S3ObjectStore(S3Settings settings) {
    this.client = S3Clients.open(settings);
  }

  @Override
  public void ensureBucket(String bucket) {
    ERRORS.calling("s3:CreateBucket", bucket, () -> hasBucket(bucket) || createBucket(bucket));
  }

  /** Every object costs one more request, for its checksum. */
  @Override
  public List<StoredObject> list(String bucket, String prefix) {
    return ERRORS.calling(
        "s3:ListBucket",
        name(bucket, prefix),
        () ->
            client
                .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix))
                .contents()
                .stream()
                .flatMap(object -> head(bucket, object.key()).stream())
                .toList());
  }

  @Override
  public Optional<StoredObject> find(String bucket, String key) {
    return ERRORS.calling("s3:GetObject", name(bucket, key), () -> head(bucket, key));
  }

  @Override
  public StoredObject upload(String bucket, String key, Path file) {
    try {
      long size = Files.size(file);
      StoredObject wanted = new StoredObject(key, size, Optional.of(Sha256.of(file)));
      if (!find(bucket, key).equals(Optional.of(wanted))) {
        ERRORS.calling(
            "s3:PutObject",
            name(bucket, key),
            () -> {
              new Upload(client, bucket, key, file, wanted.sha256().orElseThrow()).send(size);
              return wanted;
            });
      }
      return wanted;
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  @Override
  public void download(String bucket, String key, Path file) {
    Path partial = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      Files.deleteIfExists(partial);
      ERRORS.calling("s3:GetObject", name(bucket, key), () -> fetch(bucket, key, partial));
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  @Override
  public void delete(String bucket, String key) {
    ERRORS.calling(
        "s3:DeleteObject",
        name(bucket, key),
        () -> client.deleteObject(delete -> delete.bucket(bucket).key(key)));
  }

  @Override
  public void close() {
    client.close();
  }

  private boolean hasBucket(String bucket) {
    try {
      client.headBucket(head -> head.bucket(bucket));
      return true;
    } catch (NoSuchBucketException e) {
      return false;
    }
  }

  /** Another one may have created it since the question. */
  private boolean createBucket(String bucket) {
    try {
      client.createBucket(create -> create.bucket(bucket));
    } catch (BucketAlreadyOwnedByYouException e) {
      return false;
    }
    return true;
  }

  private Optional<StoredObject> head(String bucket, String key) {
    try {
      HeadObjectResponse head = client.headObject(ask -> ask.bucket(bucket).key(key));
      return Optional.of(
          new StoredObject(
              key, head.contentLength(), Optional.ofNullable(head.metadata().get(CHECKSUM))));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (S3Exception e) {
      throw reasoned(bucket, key, e);
    }
  }

  /** The refusal of a HEAD has no body and so no reason; that of a GET of the same has one. */
  private S3Exception reasoned(String bucket, String key, S3Exception bare) {
    if (bare.awsErrorDetails() != null && bare.awsErrorDetails().errorCode() != null) {
      return bare;
    }
    try (var in = client.getObject(get -> get.bucket(bucket).key(key).range("bytes=0-0"))) {
      in.abort();
      return bare;
    } catch (S3Exception said) {
      return said;
    } catch (IOException e) {
      return bare;
    }
  }

  private Path fetch(String bucket, String key, Path partial) {
    try (ResponseInputStream<GetObjectResponse> in =
            client.getObject(get -> get.bucket(bucket).key(key));
        OutputStream out = Files.newOutputStream(partial)) {
      requireRoom(partial, in.response().contentLength());
      verify(name(bucket, key), in.response(), Sha256.copying(in, out));
      return partial;
    } catch (IOException e) {
      throw unusable(partial, e);
    }
  }

  private static void requireRoom(Path file, long size) throws IOException {
    if (Files.getFileStore(file).getUsableSpace() < size) {
      throw new SlipwayException(
          ErrorCode.DISK_FULL,
          "no room for %d bytes in %s".formatted(size, file.getParent()),
          "free some space there");
    }
  }

  private static void verify(String name, GetObjectResponse response, String received) {
    String stored = response.metadata().getOrDefault(CHECKSUM, received);
    if (!stored.equals(received)) {
      throw new SlipwayException(
          ErrorCode.OBJECT_STORE_FAILED,
          "%s has SHA-256 %s and was stored with %s".formatted(name, received, stored),
          "the object was changed or damaged in the store; upload it again");
    }
  }

  private static String name(String bucket, String key) {
    return bucket + "/" + key;
  }

  private static SlipwayException unusable(Path file, IOException e) {
    return new SlipwayException(
        ErrorCode.OBJECT_STORE_FAILED,
        "the local file %s cannot be used: %s".formatted(file, e.getClass().getSimpleName()),
        "check that it exists and may be read and written",
        e);
  }
}
