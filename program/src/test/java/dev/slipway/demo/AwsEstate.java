package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.OpenEstate;
import dev.slipway.Wiring;
import dev.slipway.aws.AwsClients;
import dev.slipway.cli.CommandLineRun;
import dev.slipway.config.Secret;
import dev.slipway.driver.credentials.AwsCredentialsFile;
import dev.slipway.exec.Command;
import dev.slipway.exec.LocalRunner;
import dev.slipway.exec.Runner;
import dev.slipway.service.Endpoint;
import dev.slipway.service.NewKey;
import dev.slipway.service.SiteRecord;
import dev.slipway.testing.EmulatedInstances;
import dev.slipway.testing.RealMoto;
import dev.slipway.testing.TlsFront;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * An estate whose servers are instances of an emulated account, whose keys are its IAM users' and
 * whose object store is its S3. Proxies, mail and tracker are as in the demo. Slipway runs from its
 * own archive, which the instances fetch.
 */
final class AwsEstate implements AutoCloseable {
  private static final int GIT_PORT = 9418;
  private static final String OPERATOR = "operator";
  private static final String INSTANCES = "instances";
  private static final String HOME = "slipway.home";

  /** One of those that the emulator has. */
  private static final String IMAGE = "ami-03cf127a";

  private final DemoLayout layout;
  private final List<DemoProxy> proxies;
  private final DemoApplication application = FileServer.withLog();
  private final Runner runner = new LocalRunner();
  private final RealMoto moto = new RealMoto();
  private final Map<String, NewKey> keys = new HashMap<>();
  private TlsFront store;
  private Process git;
  private DemoOffice office;
  private EmulatedInstances instances;
  private OpenEstate open;

  AwsEstate(Path folder) {
    layout = DemoLayout.in(folder);
    proxies = Stream.of("main", "backup").map(name -> new DemoProxy(layout, name, runner)).toList();
  }

  /** Starts what stands around the sites; there is none yet. */
  void start() throws IOException, GeneralSecurityException {
    DemoFiles.folder(layout.folder());
    DemoFiles.folder(layout.storeFolder());
    unpackSlipway();
    application.createOrigin(layout.origin(), runner);
    serveOrigin();
    runner.check(
        Command.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file(OPERATOR).toString()));
    String subnet = openAccount();
    Endpoint front = new Endpoint(layout.store(), DemoLayout.STORE_PORT);
    store = new TlsFront(front, moto.endpoint(), layout.storeFolder(), layout.ca());
    DemoEstateFile.write(layout, application, 0);
    DemoFiles.write(layout.estateFile(), text(Files.readString(layout.estateFile()), subnet));
    office = DemoOffice.open(layout);
    instances =
        new EmulatedInstances(moto, keys.get(OPERATOR), keys.get(INSTANCES), file("operator.pub"));
    open = Wiring.open(layout.estateFile());
    new AwsCredentialsFile(firstKey(), System.getProperty("user.name"))
        .install("default", keys.get(DemoLayout.BACKUP_USER));
  }

  /** The home folder of what the first site archives with. */
  private Path firstKey() {
    return open.estate().state().resolve("home").resolve("postgres");
  }

  /** A copy of a site begins with that site's key, not with the estate's first. */
  void forgetBackupKey() {
    DemoFiles.deleteTree(firstKey());
  }

  private void unpackSlipway() throws IOException {
    try (Stream<Path> built = Files.list(Path.of("target"))) {
      Path archive =
          built
              .filter(file -> file.getFileName().toString().matches("slipway-.*\\.tar\\.gz"))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("mvn package makes the archive"));
      DemoFiles.folder(file("slipway"));
      runner.check(
          Command.of(
              "tar",
              "-xzf",
              archive.toString(),
              "-C",
              file("slipway").toString(),
              "--strip-components=1"));
    }
    System.setProperty(HOME, file("slipway").toString());
  }

  /** The instances have no folder of this machine's in common with it. */
  private void serveOrigin() throws IOException {
    git =
        new ProcessBuilder(
                "git",
                "daemon",
                "--reuseaddr",
                "--listen=" + layout.office(),
                "--port=" + GIT_PORT,
                "--base-path=" + layout.folder(),
                "--export-all",
                "--enable=receive-pack")
            .redirectErrorStream(true)
            .redirectOutput(file("git-daemon.log").toFile())
            .start();
  }

  /** Users with a key each, buckets, and a subnet of loopback addresses, whose id it answers. */
  private String openAccount() {
    createUsers();
    try (S3Client s3 =
            AwsClients.prepare(S3Client.builder(), moto.access()).forcePathStyle(true).build();
        Ec2Client ec2 = AwsClients.prepare(Ec2Client.builder(), moto.access()).build()) {
      s3.createBucket(create -> create.bucket("backups"));
      s3.createBucket(create -> create.bucket("logs"));
      String vpc =
          ec2.createVpc(create -> create.cidrBlock(layout.network().toString())).vpc().vpcId();
      String half = layout.network().address(1).replaceAll("\\.1$", ".0/25");
      String subnet =
          ec2.createSubnet(create -> create.vpcId(vpc).cidrBlock(half)).subnet().subnetId();
      moto.checkRights();
      return subnet;
    }
  }

  private void createUsers() {
    try (IamClient iam = AwsClients.prepare(IamClient.builder(), moto.access()).build()) {
      for (String user :
          List.of(OPERATOR, INSTANCES, DemoLayout.BACKUP_USER, DemoLayout.UPLOAD_USER)) {
        iam.createUser(create -> create.userName(user));
        String action = user.equals(OPERATOR) ? "*" : "s3:*";
        iam.putUserPolicy(
            put -> put.userName(user).policyName("may").policyDocument(allowing(action)));
        var made = iam.createAccessKey(create -> create.userName(user)).accessKey();
        keys.put(user, new NewKey(made.accessKeyId(), new Secret(made.secretAccessKey())));
        DemoFiles.writeSecret(layout.secret("key-of-" + user), made.secretAccessKey() + "\n");
      }
    }
    NewKey operator = keys.get(OPERATOR);
    DemoFiles.writeSecret(
        file("aws-keys"),
        "[production]\naws_access_key_id = %s\naws_secret_access_key = %s\n"
            .formatted(operator.id(), operator.secret().open()));
  }

  private static String allowing(String action) {
    return """
    {"Version": "2012-10-17",
     "Statement": [{"Effect": "Allow", "Action": "%s", "Resource": "*"}]}
    """
        .formatted(action);
  }

  /** The demo's estate, with another profile, another ring of keys, and an origin to be fetched. */
  private String text(String demo, String subnet) {
    String aws =
        "{region: us-west-2, endpoint: \"%s\", profile: production, credentials: aws-keys}"
            .formatted(moto.url());
    String profile =
        """
            provider: aws
            aws: %s
            instances: {image: %s, type: m4.xlarge, subnet: %s, java: "%s"}
            ssh: {user: root, keyFile: operator}
        """
            .formatted(aws, IMAGE, subnet, System.getProperty("java.home"));
    return demo.replaceFirst("    provider: local\n    network: .*\n", profile)
        .replace(
            "repository: origin.git",
            "repository: \"git://%s:%d/origin.git\"".formatted(layout.office(), GIT_PORT))
        .replace("driver: keyfile\n  file: store/keys.json", "driver: iam\n  aws: " + aws);
  }

  /** The estate's very first site, which begins empty, and the proxies in front of it. */
  SiteRecord launchFirst() {
    String name = application.version() + "-b";
    String tag = application.version() + ".0";
    CommandLineRun launched = run("deploy", "--current", "-b", tag, "-n", name);
    assertThat(launched.exitCode()).as(launched.errors()).isZero();
    SiteRecord site = open.services().provider().find(name).orElseThrow();
    proxies.forEach(proxy -> proxy.start(application.name(), site.application()));
    return site;
  }

  OpenEstate open() {
    return open;
  }

  DemoLayout layout() {
    return layout;
  }

  DemoOffice office() {
    return office;
  }

  /** Where clients go. */
  List<String> proxyUrls() {
    return Stream.of("main", "backup").map(layout::proxyUrl).toList();
  }

  /** What a user had before anything was changed. */
  NewKey key(String user) {
    return keys.get(user);
  }

  /** A verb as it is typed, whose names are two words at most; the estate comes after them. */
  CommandLineRun run(String... words) {
    List<String> file = List.of("--estate", layout.estateFile().toString());
    return CommandLineRun.real(
        Stream.of(Stream.of(words).limit(2), file.stream(), Stream.of(words).skip(2))
            .flatMap(part -> part)
            .toArray(String[]::new));
  }

  static String page(String url) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(url)).build();
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }

  EmulatedInstances instances() {
    return instances;
  }

  /** As whoever may do everything in the account. */
  S3Client s3() {
    return AwsClients.prepare(S3Client.builder(), RealMoto.access(moto.url(), keys.get(OPERATOR)))
        .forcePathStyle(true)
        .build();
  }

  Ec2Client ec2() {
    return AwsClients.prepare(Ec2Client.builder(), RealMoto.access(moto.url(), keys.get(OPERATOR)))
        .build();
  }

  private Path file(String name) {
    return layout.folder().resolve(name);
  }

  @Override
  public void close() throws IOException {
    System.clearProperty(HOME);
    proxies.forEach(DemoProxy::stop);
    if (open != null) {
      open.close();
    }
    if (instances != null) {
      instances.close();
    }
    if (office != null) {
      office.close();
    }
    if (store != null) {
      store.close();
    }
    if (git != null) {
      git.destroy();
    }
    moto.close();
    DemoFiles.deleteTree(layout.folder());
  }
}
