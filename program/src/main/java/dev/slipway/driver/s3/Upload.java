package dev.slipway.driver.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** One file on its way into a bucket, whole or in parts. */
record Upload(S3Client client, String bucket, String key, Path file, String sha256) {
  /** Up to this size an object is sent in one request; above it in parts of at least this size. */
  static final long PART = 8L << 20;

  /** S3's own limit. */
  private static final long MOST_PARTS = 10_000;

  void send(long size) {
    if (size <= PART) {
      client.putObject(
          put -> put.bucket(bucket).key(key).metadata(metadata()), RequestBody.fromFile(file));
    } else {
      sendParts(size, Math.max(PART, Math.ceilDiv(size, MOST_PARTS)));
    }
  }

  /** Who was killed left its parts in the store, where nobody sees them and they take room. */
  private void abortUnfinished() {
    client.listMultipartUploadsPaginator(list -> list.bucket(bucket).prefix(key)).uploads().stream()
        .filter(upload -> upload.key().equals(key))
        .forEach(upload -> abort(upload.uploadId()));
  }

  private void abort(String id) {
    client.abortMultipartUpload(abort -> abort.bucket(bucket).key(key).uploadId(id));
  }

  private void sendParts(long size, long partSize) {
    abortUnfinished();
    String id =
        client
            .createMultipartUpload(create -> create.bucket(bucket).key(key).metadata(metadata()))
            .uploadId();
    boolean complete = false;
    try {
      List<CompletedPart> parts = new ArrayList<>();
      for (long from = 0; from < size; from += partSize) {
        parts.add(sendPart(id, parts.size() + 1, from, Math.min(partSize, size - from)));
      }
      client.completeMultipartUpload(
          whole ->
              whole.bucket(bucket).key(key).uploadId(id).multipartUpload(of -> of.parts(parts)));
      complete = true;
    } finally {
      if (!complete) {
        abort(id);
      }
    }
  }

  private CompletedPart sendPart(String id, int number, long from, long length) {
    String tag =
        client
            .uploadPart(
                part ->
                    part.bucket(bucket)
                        .key(key)
                        .uploadId(id)
                        .partNumber(number)
                        .contentLength(length),
                RequestBody.fromContentProvider(
                    () -> from(from), length, "application/octet-stream"))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(tag).build();
  }

  /** Opened anew for every try; the SDK reads no more than the part's length. */
  private InputStream from(long offset) {
    try {
      InputStream in = Files.newInputStream(file);
      in.skipNBytes(offset);
      return in;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> metadata() {
    return Map.of(S3ObjectStore.CHECKSUM, sha256);
  }
}
