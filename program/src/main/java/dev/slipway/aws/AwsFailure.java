package dev.slipway.aws;

import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What an error of AWS means, whichever service it comes from. By its code, never by its text. */
enum AwsFailure {
  /** Nobody has these credentials, or their secret is another. */
  WRONG_CREDENTIALS,
  EXPIRED_CREDENTIALS,
  /** The credentials are good and do not suffice. */
  NOT_PERMITTED,
  /** Too many requests, also after every try. */
  THROTTLED,
  NO_ROOM,
  OTHER;

  /** Both say without a code that it is about the credentials. */
  private static final Set<Integer> REFUSED = Set.of(401, 403);

  private static final int INSUFFICIENT_STORAGE = 507;

  private static final Set<String> WRONG =
      Set.of(
          "AuthFailure",
          "IncompleteSignature",
          "InvalidAccessKeyId",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "MissingAuthenticationToken",
          "SignatureDoesNotMatch",
          "UnrecognizedClientException");

  private static final Set<String> EXPIRED =
      Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired");

  private static final Set<String> DENIED =
      Set.of("AccessDenied", "AccessDeniedException", "UnauthorizedOperation");

  static AwsFailure of(AwsServiceException e) {
    String code = code(e);
    if (EXPIRED.contains(code)) {
      return EXPIRED_CREDENTIALS;
    }
    if (DENIED.contains(code)) {
      return NOT_PERMITTED;
    }
    if (e.isThrottlingException()) {
      return THROTTLED;
    }
    return WRONG.contains(code) || REFUSED.contains(e.statusCode()) ? WRONG_CREDENTIALS : rest(e);
  }

  private static AwsFailure rest(AwsServiceException e) {
    return e.statusCode() == INSUFFICIENT_STORAGE ? NO_ROOM : OTHER;
  }

  /** A request for the head of an object is refused without a body, so without a code. */
  static String code(AwsServiceException e) {
    String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
    return code == null || code.isBlank() ? "HTTP " + e.statusCode() : code;
  }
}
