package dev.slipway.provider.aws;

import static dev.slipway.service.ProviderContract.fails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.aws.AwsAccess;
import dev.slipway.aws.AwsClients;
import dev.slipway.config.DataSize;
import dev.slipway.config.InstanceSettings;
import dev.slipway.config.Secret;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.NewKey;
import dev.slipway.testing.FaultyAws;
import dev.slipway.testing.FaultyAws.Death;
import dev.slipway.testing.RealMoto;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceAttributeName;
import software.amazon.awssdk.services.iam.IamClient;

class AwsServersIT {
  private static final Duration DEADLINE = Duration.ofMinutes(1);

  /** For who waits for an answer that never comes. */
  private static final Duration SHORT = Duration.ofMillis(100);

  private static RealMoto moto;
  private static FaultyAws faulty;
  private static Ec2Client console;
  private static AwsServers servers;

  @BeforeAll
  static void start() throws IOException {
    moto = new RealMoto();
    faulty = new FaultyAws(moto.url());
    console = AwsClients.prepare(Ec2Client.builder(), moto.access()).build();
    servers = servers(key(), AwsAccount.settings());
  }

  @AfterAll
  static void stop() throws IOException {
    servers.close();
    console.close();
    faulty.close();
    moto.close();
  }

  @BeforeEach
  void openAccount() {
    moto.reset();
    faulty.mend();
  }

  @Test
  void launchesTwentyInstancesWithFewRequests() {
    List<ServerOrder> orders = orders(20);

    List<AwsServer> launched = launch(servers, orders);

    assertThat(launched).hasSize(20).allMatch(server -> server.state() == AwsServer.State.RUNNING);
    assertThat(launched).extracting(AwsServer::address).doesNotContain("").doesNotHaveDuplicates();
    assertThat(faulty.calls())
        .isEqualTo(
            Map.of(
                "DescribeInstances", 2,
                "DescribeInstanceTypes", 1,
                "DescribeImages", 1,
                "RunInstances", 20));
  }

  @Test
  void throttledLaunchesAreTriedAgain() {
    faulty.answer("RunInstances", 12, 503, "RequestLimitExceeded");

    launch(servers, orders(20));

    assertThat(faulty.calls()).containsEntry("RunInstances", 32);
    assertThat(instances()).hasSize(20);
  }

  /** Ten points; all fifty with -Dslipway.everyCrashPoint=true, which takes half a minute. */
  @Test
  void aLaunchThatDiesAnywhereIsFinishedWithoutADuplicate() {
    List<ServerOrder> orders = orders(20);
    int stride = Boolean.getBoolean("slipway.everyCrashPoint") ? 1 : 5;
    for (int request = 1; request <= 25; request += stride) {
      for (Death death : Death.values()) {
        openAccount();
        faulty.die(request, death);
        if (request <= 24) {
          assertThatThrownBy(() -> servers.launch(orders, names -> {}, SHORT, line -> {}))
              .isInstanceOf(SlipwayException.class);
        } else {
          launch(servers, orders);
        }
        faulty.mend();

        launch(servers, orders);

        assertThat(instances())
            .as("request %d, %s", request, death)
            .hasSize(20)
            .extracting(AwsServersIT::name)
            .doesNotHaveDuplicates();
      }
    }
  }

  /** The emulator forgets client tokens: a second request would launch a second instance. */
  @Test
  void aLaunchThatGotNoAnswerIsLookedForBeforeItIsRepeated() {
    faulty.swallow("RunInstances", 2);

    launch(servers, orders(3));

    assertThat(instances()).hasSize(3);
  }

  @Test
  void saysWhatItLaunchesBeforeItDoes() {
    launch(servers, orders(1));
    List<String> said = new ArrayList<>();
    faulty.mend();

    servers.launch(
        orders(3),
        names -> {
          assertThat(faulty.calls()).doesNotContainKey("RunInstances");
          said.addAll(names);
        },
        DEADLINE,
        line -> {});

    assertThat(said).containsExactly("node2", "node3");
  }

  @Test
  void showsWhatAnInstancePrinted() {
    AwsServer launched = launch(servers, orders(1)).getFirst();

    assertThat(servers.console(launched)).first().asString().contains("Linux version");
  }

  @Test
  void aTokenThatIsSpentIsFollowedByTheNext() {
    faulty.answer("RunInstances", 1, 400, "IdempotentInstanceTerminated");

    assertThat(launch(servers, orders(1))).hasSize(1);
  }

  @Test
  void anInstanceIsWhatTheEstateSays() throws IOException {
    console.createKeyPair(create -> create.keyName("operators"));
    String group =
        console
            .createSecurityGroup(create -> create.groupName("site").description("site"))
            .groupId();
    try (IamClient iam = AwsClients.prepare(IamClient.builder(), moto.access()).build()) {
      iam.createInstanceProfile(create -> create.instanceProfileName("site"));
    }
    InstanceSettings settings =
        new InstanceSettings(
            AwsAccount.IMAGE,
            "c4.4xlarge",
            new InstanceSettings.Place(Optional.of("us-west-2b"), Optional.empty(), List.of(group)),
            Optional.of("operators"),
            Optional.of("site"),
            new InstanceSettings.Volume(DataSize.parse("300GB"), "gp3"),
            Optional.empty(),
            Path.of("/opt/java"));
    try (AwsServers whole = servers(key(), settings)) {
      launch(whole, orders(1));
    }

    Instance instance = instances().getFirst();
    assertThat(instance.instanceTypeAsString()).isEqualTo("c4.4xlarge");
    assertThat(instance.placement().availabilityZone()).isEqualTo("us-west-2b");
    assertThat(instance.securityGroups()).extracting(one -> one.groupId()).containsExactly(group);
    assertThat(instance.keyName()).isEqualTo("operators");
    assertThat(instance.iamInstanceProfile().arn()).endsWith("/site");
    assertThat(userData(instance)).isEqualTo("#cloud-config\n");
    assertThat(AwsServer.of(instance).tags())
        .containsAllEntriesOf(
            Map.of(
                "Name", "node1",
                "slipway:estate", "portal",
                "slipway:release", "v42.0",
                "slipway:role", "candidate"));
    var volume = console.describeVolumes().volumes().getFirst();
    assertThat(volume.size()).isEqualTo(300);
    assertThat(volume.tags()).extracting(tag -> tag.key()).contains("Name", "slipway:estate");
  }

  @Test
  void spotInstancesAreAskedForWithTheirPriceLimit() {
    InstanceSettings plain = AwsAccount.settings();
    InstanceSettings spot =
        new InstanceSettings(
            plain.image(),
            plain.type(),
            plain.network(),
            plain.keyPair(),
            plain.instanceProfile(),
            plain.volume(),
            Optional.of(new InstanceSettings.Spot("0.25")),
            plain.java());
    try (AwsServers cheap = servers(key(), spot)) {
      launch(cheap, orders(1));
    }

    assertThat(faulty.lastBody("RunInstances"))
        .contains("InstanceMarketOptions.MarketType=spot")
        .contains("InstanceMarketOptions.SpotOptions.MaxPrice=0.25");
  }

  @Test
  void refusesANameThatIsTaken() {
    launch(servers, orders(2));
    ServerOrder later = new ServerOrder("node1", "v43.0", Map.of(), "");

    SlipwayException taken = fails(ErrorCode.NAME_TAKEN, () -> launch(servers, List.of(later)));

    assertThat(taken.getMessage()).contains("node1", "estate portal", "v42.0");
    assertThat(instances()).hasSize(2);
  }

  @Test
  void terminatesOnlyItsOwnEstatesInstances() throws IOException {
    try (AwsServers others =
        new AwsServers(access(key()), "other", AwsAccount.settings(), Duration.ofMillis(10))) {
      launch(others, List.of(new ServerOrder("node9", "v42.0", Map.of(), "")));
    }
    launch(servers, orders(2));

    servers.terminate(List.of("node1", "node9"));
    servers.terminate(List.of("node1", "node9"));

    assertThat(instances()).extracting(AwsServersIT::name).containsExactly("node2", "node9");
    launch(servers, orders(2));
    assertThat(servers.live()).hasSize(2);
  }

  @Test
  void refusesATypeAndAnImageThatAwsDoesNotHave() {
    try (AwsServers wrong = servers(key(), AwsAccount.settings().of("c9.mega"))) {
      SlipwayException unknown = fails(ErrorCode.INSTANCE_REFUSED, () -> wrong.check(orders(1)));
      assertThat(unknown.render()).contains("instance type c9.mega", "--instance-type");
    }
    assertThat(instances()).isEmpty();
  }

  @Test
  void aMissingRightIsNamedWithItsResource() {
    NewKey reader = newUser("ec2:Describe*");
    moto.checkRights();
    try (AwsServers limited = direct(reader)) {
      SlipwayException denied =
          fails(ErrorCode.PERMISSION_DENIED, () -> launch(limited, orders(1)));
      assertThat(denied.getMessage()).contains("ec2:RunInstances on node1");
    }
  }

  @Test
  void wrongCredentialsAreRefused() {
    NewKey wrong = new NewKey(newUser("*").id(), new Secret("hunter2"));
    moto.checkRights();
    try (AwsServers refused = direct(wrong)) {
      assertThat(fails(ErrorCode.KEY_REFUSED, refused::live).render())
          .contains("hint: ")
          .doesNotContain("hunter2");
    }
  }

  @Test
  void throttlingThatDoesNotEndIsReported() {
    AwsAccess impatient =
        new AwsAccess(
            "us-west-2", Optional.of(faulty.url()), Optional.empty(), access(key()).identity(), 2);
    faulty.answer("DescribeInstances", 9, 503, "RequestLimitExceeded");
    try (AwsServers hurried =
        new AwsServers(impatient, "portal", AwsAccount.settings(), Duration.ofMillis(10))) {
      fails(ErrorCode.THROTTLED, hurried::live);
    }
  }

  private static List<AwsServer> launch(AwsServers with, List<ServerOrder> orders) {
    return with.launch(orders, names -> {}, DEADLINE, line -> {});
  }

  private static List<ServerOrder> orders(int count) {
    String nothing =
        Base64.getEncoder().encodeToString("#cloud-config\n".getBytes(StandardCharsets.UTF_8));
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            i -> new ServerOrder("node" + i, "v42.0", Map.of(Tags.ROLE, "candidate"), nothing))
        .toList();
  }

  private static AwsServers servers(NewKey key, InstanceSettings settings) {
    return new AwsServers(access(key), "portal", settings, Duration.ofMillis(10));
  }

  /** Past what stands before the emulator: a signature is good for one address. */
  private static AwsServers direct(NewKey key) {
    AwsAccess access = RealMoto.access(moto.url(), key);
    return new AwsServers(access, "portal", AwsAccount.settings(), Duration.ofMillis(10));
  }

  private static AwsAccess access(NewKey key) {
    URI at = faulty.url();
    return RealMoto.access(at, key);
  }

  private static NewKey key() {
    return new NewKey("AKIASLIPWAY000000000", new Secret("x"));
  }

  private static NewKey newUser(String action) {
    try (IamClient iam = AwsClients.prepare(IamClient.builder(), moto.access()).build()) {
      iam.createUser(user -> user.userName("operator"));
      String policy =
          """
          {"Version": "2012-10-17",
           "Statement": [{"Effect": "Allow", "Action": "%s", "Resource": "*"}]}
          """
              .formatted(action);
      iam.putUserPolicy(put -> put.userName("operator").policyName("p").policyDocument(policy));
      var key = iam.createAccessKey(create -> create.userName("operator")).accessKey();
      return new NewKey(key.accessKeyId(), new Secret(key.secretAccessKey()));
    }
  }

  /** Those that are not terminated, by name. */
  private static List<Instance> instances() {
    List<Instance> all = new ArrayList<>();
    console
        .describeInstancesPaginator()
        .reservations()
        .forEach(reservation -> all.addAll(reservation.instances()));
    return all.stream()
        .filter(instance -> AwsServer.of(instance).live())
        .sorted(java.util.Comparator.comparing(AwsServersIT::name))
        .toList();
  }

  private static String name(Instance instance) {
    return AwsServer.of(instance).name();
  }

  private static String userData(Instance instance) {
    String encoded =
        console
            .describeInstanceAttribute(
                ask ->
                    ask.instanceId(instance.instanceId())
                        .attribute(InstanceAttributeName.USER_DATA))
            .userData()
            .value();
    return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
  }
}
