package dev.slipway.demo;

import dev.slipway.aws.AwsClients;
import dev.slipway.config.Secret;
import dev.slipway.service.Endpoint;
import dev.slipway.service.NewKey;
import dev.slipway.testing.EmulatedInstances;
import dev.slipway.testing.RealMoto;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The AWS account of an estate, at an emulator that checks signatures and rights: users with a key
 * each, buckets, a subnet of loopback addresses, and instances that come to life.
 */
final class EmulatedAccount implements AutoCloseable {
  /** Whom Slipway is, which may do everything. */
  static final String OPERATOR = "operator";

  private static final String INSTANCES = "instances";

  private final RealMoto moto = new RealMoto();
  private final Map<String, NewKey> keys = new HashMap<>();
  private final String subnet;
  private final EmulatedInstances instances;

  /**
   * @param admitted the public key that opens every instance
   */
  EmulatedAccount(DemoLayout layout, Path admitted) {
    createUsers();
    createBuckets();
    subnet = createSubnet(layout);
    moto.checkRights();
    instances = new EmulatedInstances(moto, key(OPERATOR), key(INSTANCES), admitted);
  }

  private void createUsers() {
    try (IamClient iam = AwsClients.prepare(IamClient.builder(), moto.access()).build()) {
      Stream.of(OPERATOR, INSTANCES, DemoLayout.BACKUP_USER, DemoLayout.UPLOAD_USER)
          .forEach(user -> create(iam, user));
    }
  }

  private void create(IamClient iam, String user) {
    iam.createUser(create -> create.userName(user));
    String action = user.equals(OPERATOR) ? "*" : "s3:*";
    iam.putUserPolicy(put -> put.userName(user).policyName("may").policyDocument(allowing(action)));
    var made = iam.createAccessKey(create -> create.userName(user)).accessKey();
    keys.put(user, new NewKey(made.accessKeyId(), new Secret(made.secretAccessKey())));
  }

  private static String allowing(String action) {
    return """
    {"Version": "2012-10-17",
     "Statement": [{"Effect": "Allow", "Action": "%s", "Resource": "*"}]}
    """
        .formatted(action);
  }

  private void createBuckets() {
    try (S3Client s3 =
        AwsClients.prepare(S3Client.builder(), moto.access()).forcePathStyle(true).build()) {
      List.of("backups", "logs").forEach(name -> s3.createBucket(create -> create.bucket(name)));
    }
  }

  private String createSubnet(DemoLayout layout) {
    try (Ec2Client ec2 = AwsClients.prepare(Ec2Client.builder(), moto.access()).build()) {
      String network = layout.network().toString();
      String vpc = ec2.createVpc(create -> create.cidrBlock(network)).vpc().vpcId();
      String half = layout.network().address(1).replaceAll("\\.1$", ".0/25");
      return ec2.createSubnet(create -> create.vpcId(vpc).cidrBlock(half)).subnet().subnetId();
    }
  }

  URI url() {
    return moto.url();
  }

  Endpoint endpoint() {
    return moto.endpoint();
  }

  String subnet() {
    return subnet;
  }

  EmulatedInstances instances() {
    return instances;
  }

  /** What a user had before anything was changed. */
  NewKey key(String user) {
    return keys.get(user);
  }

  /** Of all keys that there ever were, those that a rotation made among them. */
  Set<String> secretKeys() {
    return moto.secretKeys();
  }

  S3Client s3() {
    return AwsClients.prepare(S3Client.builder(), RealMoto.access(url(), key(OPERATOR)))
        .forcePathStyle(true)
        .build();
  }

  Ec2Client ec2() {
    return AwsClients.prepare(Ec2Client.builder(), RealMoto.access(url(), key(OPERATOR))).build();
  }

  @Override
  public void close() throws IOException {
    instances.close();
    moto.close();
  }
}
