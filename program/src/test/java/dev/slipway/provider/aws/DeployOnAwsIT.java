package dev.slipway.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.aws.AwsClients;
import dev.slipway.cli.CommandLineRun;
import dev.slipway.config.EstateFile;
import dev.slipway.error.ErrorCode;
import dev.slipway.testing.RealMoto;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.s3.S3Client;

/** The verb as it is typed, with an estate file and an account of an emulator. */
class DeployOnAwsIT {
  private static final String CLUSTER = "v43-cluster";

  /** Where a program runs from that was unpacked from its archive. */
  private static final String HOME = "slipway.home";

  @TempDir Path folder;
  private final RealMoto moto = new RealMoto();
  private final Ec2Client ec2 = AwsClients.prepare(Ec2Client.builder(), moto.access()).build();
  private final S3Client s3 =
      AwsClients.prepare(S3Client.builder(), moto.access()).forcePathStyle(true).build();

  private final Set<String> reported = new HashSet<>();
  private final Thread instances = Thread.ofVirtual().unstarted(this::comeUp);
  private Path estate;

  @BeforeEach
  void writeEstate() throws Exception {
    s3.createBucket(create -> create.bucket("backups"));
    Path origin = Files.createDirectory(folder.resolve("origin"));
    Files.writeString(
        origin.resolve(StoreSettings.CLOUD_CONFIG),
        "#cloud-config\npackages: [\"tools-of-${server.name}\"]\n");
    git(origin, "init", "--quiet", "--initial-branch=master");
    git(origin, "add", ".");
    git(origin, "-c", "user.name=x", "-c", "user.email=x@x", "commit", "--quiet", "-m", "first");
    Files.writeString(
        folder.resolve("keys"),
        "[production]\naws_access_key_id = AKIAOPERATOR00000000\naws_secret_access_key = x\n");
    estate = Files.writeString(folder.resolve("estate.yaml"), text());
    Files.writeString(Files.createDirectory(folder.resolve("slipway")).resolve("program"), "it");
    System.setProperty(HOME, folder.resolve("slipway").toString());
    instances.start();
  }

  private String text() {
    return EstateFile.reference()
        .replace("repository: origin.git", "repository: origin")
        .replace("directory: catalog ", "directory: .       ")
        .replace("https://127.0.41.253:9000", moto.url().toString())
        .replaceAll("(?m)^  ca: .*\\n", "")
        .replace(
            "\n# The proxies in front",
            """
              cloud:
                provider: aws
                aws: {region: us-west-2, endpoint: "%s", profile: production, credentials: keys}
                instances: {image: %s, type: c6i.4xlarge}

            # The proxies in front"""
                .formatted(moto.url(), AwsAccount.IMAGE));
  }

  @AfterEach
  void close() throws Exception {
    System.clearProperty(HOME);
    instances.interrupt();
    instances.join();
    s3.close();
    ec2.close();
    moto.close();
  }

  @Test
  void launchesDataNodesFindsThemAgainAndTakesThemAway() {
    CommandLineRun launched = deployNodes("m4.xlarge");

    assertThat(launched.exitCode()).as(launched.errors()).isZero();
    assertThat(launched.output()).contains(CLUSTER, "v43-data1", "v43-data3");
    assertThat(launched.errors()).contains("v43-data2: instance i-", "v43-data2: up");
    assertThat(live()).hasSize(3).allMatch(one -> one.instanceTypeAsString().equals("m4.xlarge"));
    assertThat(AwsServer.of(live().getFirst()).tags())
        .containsEntry(Tags.ESTATE, "demo/cloud")
        .containsEntry(Tags.CLUSTER, CLUSTER)
        .containsEntry(Tags.BRANCH, "master")
        .hasEntrySatisfying(Tags.STARTED_BY, arn -> assertThat(arn).startsWith("arn:aws:"));

    assertThat(deployNodes("m4.xlarge").exitCode()).isZero();
    assertThat(live()).hasSize(3);

    assertThat(
            s3.listObjectsV2(list -> list.bucket("backups").prefix("slipway/program/")).contents())
        .hasSize(1);

    assertThat(run("deploy --teardown --profile-name cloud --cluster-name " + CLUSTER).exitCode())
        .isZero();
    assertThat(live()).isEmpty();
    assertThat(
            s3.listObjectsV2(list -> list.bucket("backups").prefix("slipway/servers/")).contents())
        .isEmpty();
  }

  @Test
  void aProgramThatWasNotUnpackedFromAnArchiveLaunchesNothing() {
    System.clearProperty(HOME);

    CommandLineRun refused = deployNodes("m4.xlarge");

    assertThat(refused.exitCode()).isEqualTo(ErrorCode.PROGRAM_MISSING.exitCode());
    assertThat(refused.errors()).contains("hint: run it from its archive");
    assertThat(live()).isEmpty();
  }

  @Test
  void anUnknownTypeIsOneLineWithAHintAndLaunchesNothing() {
    CommandLineRun refused = deployNodes("c9.mega");

    assertThat(refused.exitCode()).isEqualTo(ErrorCode.INSTANCE_REFUSED.exitCode());
    assertThat(refused.errors())
        .contains("error [INSTANCE_REFUSED]: AWS has no instance type c9.mega", "hint: ");
    assertThat(live()).isEmpty();
  }

  private CommandLineRun deployNodes(String type) {
    return run(
        "deploy -b master --elasticsearch yes --cluster-name %s --cluster-size 3 --name v43-data"
                .formatted(CLUSTER)
            + " --profile-name cloud --instance-type "
            + type);
  }

  private CommandLineRun run(String verb) {
    return CommandLineRun.real((verb + " --estate " + estate).split(" ", -1));
  }

  private List<Instance> live() {
    return ec2.describeInstances().reservations().stream()
        .flatMap(reservation -> reservation.instances().stream())
        .filter(instance -> AwsServer.of(instance).live())
        .toList();
  }

  /** As instances do when they find their manifest: they come up and say so. */
  private void comeUp() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        reportThoseWithAManifest();
        LockSupport.parkNanos(100_000_000);
      }
    } catch (AbortedException e) {
      // Interrupted while it asked: the test has ended.
      Thread.currentThread().interrupt();
    }
  }

  private void reportThoseWithAManifest() {
    s3.listObjectsV2(list -> list.bucket("backups").prefix("slipway/servers/")).contents().stream()
        .filter(object -> object.key().endsWith("/" + ServerFiles.MANIFEST))
        .map(object -> object.key().replace(ServerFiles.MANIFEST, ""))
        .filter(reported::add)
        .forEach(
            server -> {
              leave(server + ServerFiles.LOG, nameIn(server) + ": up\n");
              leave(server + ServerFiles.RESULT, "{}");
            });
  }

  private static String nameIn(String key) {
    return Path.of(key).getFileName().toString();
  }

  private void leave(String key, String text) {
    s3.putObject(put -> put.bucket("backups").key(key), RequestBody.fromString(text));
  }

  private static void git(Path folder, String... arguments) throws Exception {
    ProcessBuilder git = new ProcessBuilder("git").directory(folder.toFile());
    git.command().addAll(List.of(arguments));
    Process process = git.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
