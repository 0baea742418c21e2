package dev.slipway.driver.s3;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says in the words of the catalogue what the SDK throws. */
final class S3Errors {
  private static final int FORBIDDEN = 403;
  private static final int INSUFFICIENT_STORAGE = 507;

  private S3Errors() {}

  static <T> T calling(String what, Supplier<T> call) {
    try {
      return call.get();
    } catch (AwsServiceException e) {
      throw asSlipway(what, e);
    } catch (SdkException e) {
      throw failed(what, e.getMessage(), e);
    }
  }

  private static SlipwayException asSlipway(String what, AwsServiceException e) {
    if (keyRefused(e)) {
      return refused(what, e);
    }
    return e.statusCode() == INSUFFICIENT_STORAGE ? full(what, e) : failed(what, code(e), e);
  }

  /** A HEAD request is refused without a body, so without a code: it counts as the key's fault. */
  private static boolean keyRefused(AwsServiceException e) {
    return e.statusCode() == FORBIDDEN && !"AccessDenied".equals(code(e));
  }

  private static String code(AwsServiceException e) {
    String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
    return code == null || code.isBlank() ? "HTTP " + e.statusCode() : code;
  }

  private static SlipwayException refused(String what, AwsServiceException e) {
    return new SlipwayException(
        ErrorCode.KEY_REFUSED,
        "the object store refused the key to %s: %s".formatted(what, code(e)),
        "check that the key is active and that its secret is the one it was created with",
        e);
  }

  private static SlipwayException full(String what, AwsServiceException e) {
    return new SlipwayException(
        ErrorCode.DISK_FULL,
        "the object store has no room to %s: %s".formatted(what, code(e)),
        "free some space on its disk",
        e);
  }

  private static SlipwayException failed(String what, String why, SdkException e) {
    return new SlipwayException(
        ErrorCode.OBJECT_STORE_FAILED,
        "the object store did not %s: %s".formatted(what, why),
        "check its address, its certificate and the bucket's name",
        e);
  }
}
