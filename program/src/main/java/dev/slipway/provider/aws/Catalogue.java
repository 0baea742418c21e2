package dev.slipway.provider.aws;

import dev.slipway.config.InstanceSettings;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.model.Image;

/** Whether AWS has what instances are to be made of. */
record Catalogue(Ec2 ec2, InstanceSettings settings) {
  private static final Set<String> UNKNOWN =
      Set.of("InvalidInstanceType", "InvalidAMIID.NotFound", "InvalidAMIID.Malformed");

  /**
   * @return the device that the image starts from
   * @throws SlipwayException {@code INSTANCE_REFUSED} for an unknown type or image
   */
  String check() {
    Ec2.calling(
        "DescribeInstanceTypes",
        settings.type(),
        () ->
            known(
                "instance type " + settings.type(),
                () ->
                    ec2.client()
                        .describeInstanceTypes(ask -> ask.instanceTypesWithStrings(settings.type()))
                        .instanceTypes()));
    List<Image> images =
        Ec2.calling(
            "DescribeImages",
            settings.image(),
            () ->
                known(
                    "image " + settings.image(),
                    () ->
                        ec2.client()
                            .describeImages(ask -> ask.imageIds(settings.image()))
                            .images()));
    return images.getFirst().rootDeviceName();
  }

  private static <T> List<T> known(String what, Supplier<List<T>> question) {
    try {
      List<T> answer = question.get();
      if (!answer.isEmpty()) {
        return answer;
      }
      throw unknown(what, null);
    } catch (AwsServiceException e) {
      if (e.awsErrorDetails() != null && UNKNOWN.contains(e.awsErrorDetails().errorCode())) {
        throw unknown(what, e);
      }
      throw e;
    }
  }

  private static SlipwayException unknown(String what, AwsServiceException cause) {
    return new SlipwayException(
        ErrorCode.INSTANCE_REFUSED,
        "AWS has no %s in this region".formatted(what),
        "see the profile's instances in the estate, or --instance-type",
        cause);
  }
}
