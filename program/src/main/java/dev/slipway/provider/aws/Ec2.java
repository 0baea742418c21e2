package dev.slipway.provider.aws;

import dev.slipway.aws.AwsAccess;
import dev.slipway.aws.AwsClients;
import dev.slipway.aws.AwsErrors;
import dev.slipway.error.ErrorCode;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * The two clients of EC2: one for requests that may be sent twice, and one for launches, which
 * tries again only what AWS says it refused.
 */
record Ec2(Ec2Client client, Ec2Client launcher) implements AutoCloseable {
  private static final AwsErrors ERRORS =
      new AwsErrors(ErrorCode.CLOUD_FAILED, "check the profile's aws and instances in the estate");

  static Ec2 open(AwsAccess access) {
    return new Ec2(
        AwsClients.prepare(Ec2Client.builder(), access).build(),
        AwsClients.prepareUnrepeatable(Ec2Client.builder(), access).build());
  }

  static <T> T calling(String action, String resource, Supplier<T> call) {
    return ERRORS.calling("ec2:" + action, resource, call);
  }

  /** All instances that the filter lets through, ended ones included as long as AWS shows them. */
  List<AwsServer> instances(String resource, Filter filter) {
    return calling(
        "DescribeInstances",
        resource,
        () ->
            client.describeInstancesPaginator(ask -> ask.filters(filter)).reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .map(AwsServer::of)
                .toList());
  }

  static Filter identified(Collection<String> ids) {
    return Filter.builder().name("instance-id").values(ids).build();
  }

  static Filter tagged(String tag, Collection<String> values) {
    return Filter.builder().name("tag:" + tag).values(values).build();
  }

  @Override
  public void close() {
    client.close();
    launcher.close();
  }
}
