package dev.slipway.aws;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Says in the words of the catalogue what the SDK throws. Every message begins with the action and
 * what it was to be done to, as a policy of IAM names them.
 *
 * @param otherwise for what is neither about credentials, rights nor the number of requests
 * @param hint what to do about that
 */
public record AwsErrors(ErrorCode otherwise, String hint) {
  /** What asking again does not mend: somebody has to log in again, or to give a right. */
  public static final Set<ErrorCode> LASTING =
      Set.of(ErrorCode.KEY_REFUSED, ErrorCode.CREDENTIALS_EXPIRED, ErrorCode.PERMISSION_DENIED);

  /**
   * @param action as IAM calls it, {@code s3:PutObject}
   * @param resource what it is done to
   * @throws SlipwayException {@code KEY_REFUSED}, {@code CREDENTIALS_EXPIRED}, {@code
   *     PERMISSION_DENIED}, {@code THROTTLED}, {@code DISK_FULL}, or what it is otherwise
   */
  public <T> T calling(String action, String resource, Supplier<T> call) {
    String what = action + " on " + resource;
    try {
      return call.get();
    } catch (AwsServiceException e) {
      throw translated(what, e);
    } catch (SdkException e) {
      throw new SlipwayException(otherwise, what + ": " + firstLine(e.getMessage()), hint, e);
    }
  }

  private SlipwayException translated(String what, AwsServiceException e) {
    String because = " (" + AwsFailure.code(e) + ")";
    return switch (AwsFailure.of(e)) {
      case WRONG_CREDENTIALS ->
          new SlipwayException(
              ErrorCode.KEY_REFUSED,
              what + ": the key is refused" + because,
              "check that the key is active and that its secret is the one it was created with",
              e);
      case EXPIRED_CREDENTIALS ->
          new SlipwayException(
              ErrorCode.CREDENTIALS_EXPIRED,
              what + ": the credentials have expired" + because,
              "log in again, as you got them, and repeat this; check this machine's clock, too",
              e);
      case NOT_PERMITTED ->
          new SlipwayException(
              ErrorCode.PERMISSION_DENIED,
              what + ": not permitted" + because,
              "allow it in a policy of the user or role that Slipway has here",
              e);
      case THROTTLED ->
          new SlipwayException(
              ErrorCode.THROTTLED,
              what + ": too many requests, also after every try" + because,
              "repeat this later: it goes on where it stood",
              e);
      case NO_ROOM ->
          new SlipwayException(
              ErrorCode.DISK_FULL,
              what + ": no room" + because,
              "free some space on the store's disk",
              e);
      case OTHER -> new SlipwayException(otherwise, what + ": " + words(e), hint, e);
    };
  }

  /** AWS's own sentence, which names the instance type or image that it does not know. */
  private static String words(AwsServiceException e) {
    String said = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorMessage();
    return said == null || said.isBlank()
        ? AwsFailure.code(e)
        : "%s (%s)".formatted(firstLine(said), AwsFailure.code(e));
  }

  private static String firstLine(String text) {
    return text == null ? "no answer" : text.lines().findFirst().orElse("no answer");
  }
}
