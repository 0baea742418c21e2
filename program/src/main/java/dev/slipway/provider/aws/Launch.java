package dev.slipway.provider.aws;

import dev.slipway.config.InstanceSettings;
import dev.slipway.config.InstanceSettings.Spot;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.IamInstanceProfileSpecification;
import software.amazon.awssdk.services.ec2.model.InstanceMarketOptionsRequest;
import software.amazon.awssdk.services.ec2.model.MarketType;
import software.amazon.awssdk.services.ec2.model.Placement;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * One instance on its way. Its tags come with the request that launches it, so that none is ever
 * without its name.
 *
 * @param rootDevice of the image
 */
record Launch(
    Ec2 ec2, String estate, InstanceSettings settings, String rootDevice, ServerOrder order) {
  /** How many instances of one name and release may have been terminated before. */
  private static final int GENERATIONS = 20;

  /**
   * Asks AWS for it.
   *
   * @param generation how many of this name and release were terminated before: their token is
   *     spent
   */
  AwsServer run(int generation) {
    return Ec2.calling("RunInstances", order.name(), () -> request(generation));
  }

  private AwsServer request(int generation) {
    try {
      return AwsServer.of(
          ec2.launcher().runInstances(parameters(generation)).instances().getFirst());
    } catch (AwsServiceException e) {
      if (generation < GENERATIONS && spent(e)) {
        return request(generation + 1);
      }
      throw e;
    }
  }

  private static boolean spent(AwsServiceException e) {
    return e.awsErrorDetails() != null
        && "IdempotentInstanceTerminated".equals(e.awsErrorDetails().errorCode());
  }

  private RunInstancesRequest parameters(int generation) {
    RunInstancesRequest.Builder run =
        RunInstancesRequest.builder()
            .minCount(1)
            .maxCount(1)
            .clientToken(ClientToken.of(estate, order.name(), order.release(), generation))
            .imageId(settings.image())
            .instanceType(settings.type())
            .userData(order.userData())
            .metadataOptions(options -> options.httpTokens(HttpTokensState.REQUIRED))
            .blockDeviceMappings(disk())
            .tagSpecifications(tags(ResourceType.INSTANCE), tags(ResourceType.VOLUME));
    settings.keyPair().ifPresent(run::keyName);
    settings.instanceProfile().map(Launch::profile).ifPresent(run::iamInstanceProfile);
    settings.spot().map(Launch::market).ifPresent(run::instanceMarketOptions);
    place(run);
    return run.build();
  }

  private void place(RunInstancesRequest.Builder run) {
    InstanceSettings.Place place = settings.network();
    place
        .zone()
        .ifPresent(zone -> run.placement(Placement.builder().availabilityZone(zone).build()));
    place.subnet().ifPresent(run::subnetId);
    if (!place.securityGroups().isEmpty()) {
      run.securityGroupIds(place.securityGroups());
    }
  }

  private BlockDeviceMapping disk() {
    return BlockDeviceMapping.builder()
        .deviceName(rootDevice)
        .ebs(
            ebs ->
                ebs.volumeSize(settings.volume().gigabytes())
                    .volumeType(settings.volume().type())
                    .deleteOnTermination(true))
        .build();
  }

  private static IamInstanceProfileSpecification profile(String name) {
    return IamInstanceProfileSpecification.builder().name(name).build();
  }

  private static InstanceMarketOptionsRequest market(Spot spot) {
    return InstanceMarketOptionsRequest.builder()
        .marketType(MarketType.SPOT)
        .spotOptions(options -> options.maxPrice(spot.maxPrice()))
        .build();
  }

  private TagSpecification tags(ResourceType type) {
    Map<String, String> all = new TreeMap<>(order.tags());
    all.put(Tags.NAME, order.name());
    all.put(Tags.ESTATE, estate);
    all.put(Tags.RELEASE, order.release());
    List<Tag> tags = new ArrayList<>();
    all.forEach((key, value) -> tags.add(Tag.builder().key(key).value(value).build()));
    return TagSpecification.builder().resourceType(type).tags(tags).build();
  }

  /** True when AWS gave no answer: it may have launched it. */
  static boolean unanswered(SlipwayException e) {
    return e.code() == ErrorCode.CLOUD_FAILED && !(e.getCause() instanceof AwsServiceException);
  }
}
