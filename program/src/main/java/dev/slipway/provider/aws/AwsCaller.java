package dev.slipway.provider.aws;

import dev.slipway.aws.AwsAccess;
import dev.slipway.aws.AwsClients;
import dev.slipway.aws.AwsErrors;
import dev.slipway.error.ErrorCode;
import software.amazon.awssdk.services.sts.StsClient;

/** Who Slipway is for AWS. */
public final class AwsCaller {
  private static final AwsErrors ERRORS =
      new AwsErrors(ErrorCode.CLOUD_FAILED, "check the profile's aws in the estate");

  private AwsCaller() {}

  /** The ARN of the user or role. */
  public static String arn(AwsAccess access) {
    try (StsClient sts = AwsClients.prepare(StsClient.builder(), access).build()) {
      return ERRORS.calling("sts:GetCallerIdentity", "itself", () -> sts.getCallerIdentity().arn());
    }
  }
}
