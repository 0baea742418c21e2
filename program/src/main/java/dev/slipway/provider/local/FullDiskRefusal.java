package dev.slipway.provider.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Refuses what the disk has no room for, with HTTP's own answer for it: S3Proxy would say that
 * something went wrong inside, and nobody could tell why.
 */
final class FullDiskRefusal extends ForwardingBlobStore {
  private static final int INSUFFICIENT_STORAGE = 507;

  private final Path folder;
  private final long keepFree;

  /**
   * @param keepFree how many bytes of the folder's disk are nobody's to fill
   */
  FullDiskRefusal(BlobStore store, Path folder, long keepFree) {
    super(store);
    this.folder = folder;
    this.keepFree = keepFree;
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
    requireRoom(request.contentLength());
    return super.putBlob(request, content);
  }

  @Override
  public UploadPartResponse uploadMultipartPart(
      MultipartUpload upload, UploadPartRequest request, InputStream content) {
    requireRoom(request.contentLength());
    return super.uploadMultipartPart(upload, request, content);
  }

  private void requireRoom(Long size) {
    try {
      long room = Files.getFileStore(folder).getUsableSpace() - keepFree;
      if (room < Objects.requireNonNullElse(size, 0L)) {
        throw full();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AwsServiceException full() {
    return S3Exception.builder()
        .statusCode(INSUFFICIENT_STORAGE)
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .errorCode("InsufficientStorage")
                .errorMessage("There is no room for the object.")
                .build())
        .build();
  }
}
