package dev.slipway.driver.iam;

import dev.slipway.aws.AwsErrors;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.util.function.Supplier;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/** Requests about a user, and what their refusals mean for a key ring. */
final class IamCalls {
  private static final AwsErrors ERRORS =
      new AwsErrors(ErrorCode.CLOUD_FAILED, "check keys.aws in the estate and the network");

  private IamCalls() {}

  static <T> T calling(String action, String user, Supplier<T> call) {
    return ERRORS.calling(action, "user " + user, () -> translating(user, call));
  }

  private static <T> T translating(String user, Supplier<T> call) {
    try {
      return call.get();
    } catch (LimitExceededException e) {
      throw new SlipwayException(
          ErrorCode.KEY_LIMIT,
          "user %s has two keys already, the most there can be".formatted(user),
          "delete its inactive key first",
          e);
    } catch (NoSuchEntityException e) {
      throw new SlipwayException(
          ErrorCode.KEY_STATE,
          "IAM has no such user or key of user " + user,
          "see `slipway keys list`; users are made by whoever administers the account",
          e);
    }
  }
}
