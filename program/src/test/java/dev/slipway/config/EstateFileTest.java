package dev.slipway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EstateFileTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("estate.yaml");
  }

  @Test
  void readsTheReference() throws IOException {
    Estate estate = load(EstateFile.reference());

    assertThat(estate.estate()).isEqualTo("demo");
    assertThat(estate.state()).isEqualTo(folder.resolve("state"));
    assertThat(estate.application().repository().text())
        .isEqualTo(folder.resolve("origin.git").toString());
    assertThat(estate.database().admin().user()).isEqualTo("slipway");
    assertThat(estate.production().network().orElseThrow().address(7)).isEqualTo("127.0.41.7");
    assertThat(estate.production().search().heap().forJvm()).isEqualTo("196608k");
    assertThat(estate.services().proxies())
        .extracting(ProxySettings::name)
        .containsExactly("main", "backup");
    assertThat(estate.services().proxies().getFirst().url())
        .isEqualTo(URI.create("http://127.0.41.250:8080"));
    assertThat(estate.services().keys().user("upload-files").orElseThrow().credentials())
        .isEqualTo(KeySettings.Home.APPLICATION);
    assertThat(estate.services().mail().orElseThrow().smtp())
        .isEqualTo(new HostPort("127.0.41.252", 2525));
    assertThat(estate.services().tickets().orElseThrow().from()).isEqualTo("Release Ready");
    assertThat(estate.rules().schedule().fileOf("v42-b")).isEqualTo(folder.resolve("cron/v42-b"));
    assertThat(estate.rules().switchover().maxReplayLag()).isEqualTo(new DataSize(16 << 20));
  }

  @Test
  void whatIsNoYamlIsSaidWithoutAnExcerptOfTheFile() {
    assertThatThrownBy(() -> load("estate: [a\npassword: secret"))
        .hasMessageContaining("line 2: while parsing a flow sequence: expected ',' or ']'")
        .hasMessageNotContaining("secret");
  }

  @Test
  void theReferenceSaysTheDefaults() throws IOException {
    Estate whole = load(EstateFile.reference());
    String shorter =
        EstateFile.reference().lines().filter(line -> !line.contains("default: ")).toList().stream()
            .filter(line -> !line.startsWith("schedule:") && !line.startsWith("  file: cron/"))
            .reduce("", (text, line) -> text + line + "\n")
            .replace("    search:\n", "")
            .replace("switchover:\n", "")
            .replace("gates:\n", "")
            .replaceFirst("  bolus:[^\n]*\n", "");

    assertThat(load(shorter)).isEqualTo(whole);
  }

  @Test
  void aProxyDrainsItsClientsOnlyWhereTheFileSaysSo() throws IOException {
    String drained =
        EstateFile.reference()
            .replace("#   drain:", "    drain:")
            .replace("#     flag:", "      flag:");

    assertThat(load(drained).services().proxies())
        .extracting(ProxySettings::drain)
        .containsExactly(
            Optional.of(
                new DrainSettings(folder.resolve("nginx/main/draining"), Duration.ofSeconds(10))),
            Optional.empty());
  }

  @Test
  void anHaproxyHasASocketInsteadOfAPrefix() throws IOException {
    ProxySettings main =
        load(haproxy("socket: haproxy/admin.sock")).services().proxies().getFirst();

    assertThat(main.driver()).isEqualTo(ProxySettings.Driver.HAPROXY);
    assertThat(main.socket()).contains(folder.resolve("haproxy/admin.sock"));
    assertThat(main.prefix()).isEmpty();
  }

  @Test
  void refusesOfAProxyWhatItsDriverHasNot() throws IOException {
    String socket = "socket: haproxy/admin.sock";

    refusesProxy(haproxy("#"), "driver haproxy needs socket, its stats socket of level admin");
    refusesProxy(haproxy(socket + "\n    prefix: haproxy"), "driver haproxy has no prefix");
    refusesProxy(
        haproxy(socket + "\n    drain: {flag: draining}"),
        "driver haproxy needs no drain; it is not reloaded");
    String nginx = haproxy("#").replace("driver: haproxy", "driver: nginx");
    refusesProxy(nginx, "driver nginx needs prefix, its own folder");
    refusesProxy(
        nginx.replace("    #\n", "    prefix: nginx/main\n    " + socket + "\n"),
        "driver nginx has no socket; it is reloaded");
  }

  private void refusesProxy(String text, String message) throws IOException {
    assertThat(problems(text).getMessage()).endsWith("proxies[0]: " + message);
  }

  /** The reference with an HAProxy as its main proxy, and that line instead of the prefix. */
  private static String haproxy(String line) {
    return EstateFile.reference()
        .replaceFirst("driver: nginx ", "driver: haproxy ")
        .replaceFirst("prefix: nginx/main[^\n]*", line);
  }

  @Test
  void readsWhereTheKeysOfAnAwsAccountAre() throws IOException {
    KeySettings keys = load(iamKeys("us-west-2")).services().keys();

    assertThat(keys.driver()).isEqualTo(KeySettings.Driver.IAM);
    assertThat(keys.aws())
        .contains(
            new AwsSettings(
                "us-west-2",
                Optional.empty(),
                Optional.of("production"),
                Optional.of(folder.resolve("aws/keys"))));
  }

  @Test
  void refusesAKeyRingThatIsHalfOfEach() throws IOException {
    String both = EstateFile.reference().replace("driver: keyfile  ", "driver: iam  ");

    assertThat(problems(both).getMessage())
        .endsWith("  keys: driver keyfile has file and not aws, driver iam has aws and not file");
    assertThat(problems(iamKeys("west").replace("soak: 10s", "soak: long")).getMessage().lines())
        .contains(
            "  keys.aws: region \"west\" is none; write us-west-2",
            "  gates.soak: \"long\" is not a duration; write 500ms, 5s, 2m or 24h");
  }

  @Test
  void readsAProfileOfAws() throws IOException {
    Profile cloud = load(cloud("us-west-2", "0.25")).profiles().get("cloud");

    assertThat(cloud.provider()).isEqualTo(Profile.Kind.AWS);
    assertThat(cloud.aws().orElseThrow().profile()).contains("production");
    assertThat(cloud.instances())
        .contains(
            new InstanceSettings(
                "ami-0123456789abcdef0",
                "c6i.4xlarge",
                new InstanceSettings.Place(
                    Optional.of("us-west-2b"),
                    Optional.of("subnet-01234567"),
                    List.of("sg-01234567")),
                Optional.of("operators"),
                Optional.of("site"),
                new InstanceSettings.Volume(DataSize.parse("300GB"), "gp3"),
                Optional.of(new InstanceSettings.Spot("0.25")),
                Path.of("/usr/lib/jvm/temurin-25-jdk-amd64")));
    assertThat(cloud.instances().orElseThrow().volume().gigabytes()).isEqualTo(300);
    assertThat(cloud.ssh().orElseThrow().user()).isEqualTo("admin");
  }

  @Test
  void reportsEveryMistakeOfAProfileOfAws() throws IOException {
    assertThat(problems(cloud("west", "cheap")).getMessage().lines().skip(1))
        .containsExactlyInAnyOrder(
            "  profiles.cloud.aws: region \"west\" is none; write us-west-2",
            "  profiles.cloud.instances.spot: maxPrice \"cheap\" is no price; write 0.25 (US dollars"
                + " an hour)");
    assertThat(
            problems(cloud("us-west-2", "1").replace("provider: aws", "provider: local"))
                .getMessage())
        .contains("profiles.cloud: provider local has network, provider aws has aws");
    assertThat(
            problems(
                    cloud("us-west-2", "1")
                        .replaceFirst(
                            "      user: admin",
                            "      servers: [{name: a, host: b}]\n      user: x"))
                .getMessage())
        .contains("profiles.cloud: ssh needs no servers: they are the profile's instances");
  }

  /** The reference with its commented profile. */
  private static String cloud(String region, String price) {
    StringBuilder text = new StringBuilder();
    boolean within = false;
    for (String line : EstateFile.reference().lines().toList()) {
      within = line.startsWith("# cloud:") || (within && line.startsWith("#"));
      text.append(within ? " " + line.substring(1) : line).append('\n');
    }
    return text.toString()
        .replace("      region: us-west-2", "      region: " + region)
        .replace("maxPrice: 0.25", "maxPrice: " + price);
  }

  private static String iamKeys(String region) {
    return EstateFile.reference()
        .replaceAll("(?m)^  file: store/keys.json.*\n", "")
        .replace("driver: keyfile  ", "driver: iam  ")
        .replace("# aws:  ", "  aws:  ")
        .replace("#   region: us-west-2", "    region: " + region)
        .replace("#   profile: production", "    profile: production")
        .replace("#   credentials: aws/keys", "    credentials: aws/keys");
  }

  @Test
  void aProfileMayBeServersThatExistAlready() throws IOException {
    Profile rack = load(rack("SHA256:47DEQpj8")).profile("rack");

    SshAccess ssh = rack.ssh().orElseThrow();
    assertThat(ssh.user()).isEqualTo("admin");
    assertThat(ssh.keyFile()).contains(folder.resolve("secrets/id_ed25519"));
    assertThat(ssh.jump().orElseThrow().host()).isEqualTo(new SshAddress("bastion.example", 22));
    assertThat(ssh.servers())
        .extracting(server -> server.host().toString())
        .containsExactly("10.0.0.5:22", "10.0.0.6:2222");
    assertThat(ssh.servers().getLast().hostKey().orElseThrow().text()).startsWith("SHA256:47DEQ");
    assertThat(ssh.servers().getFirst().address()).contains("192.168.7.5");
    assertThat(ssh.servers().getLast().address()).isEmpty();
    assertThat(ssh.java()).isEqualTo(Path.of("/usr/lib/jvm/temurin-25-jdk-amd64"));
  }

  @Test
  void saysWhatIsWrongWithServersThatExistAlready() throws IOException {
    assertThat(problems(rack("MD5:47")).getMessage())
        .contains("profiles.rack.ssh.servers[1].hostKey: \"MD5:47");
    String twice = rack("SHA256:47DEQpj8").replace("name: db2", "name: db1");
    assertThat(problems(twice).getMessage())
        .contains("profiles.rack.ssh: \"db1\" names two servers");
    String named = rack("SHA256:47DEQpj8").replace("192.168.7.5", "db1.example");
    assertThat(problems(named).getMessage())
        .contains("profiles.rack.ssh.servers[0]: \"db1.example\" is not an IP address");
    String bare = EstateFile.reference().replace("provider: local", "provider: ssh");
    assertThat(problems(bare).getMessage())
        .contains("profiles.production: provider local has network", "provider ssh has ssh");
  }

  /** The reference with its commented servers, and such a host key in the place of theirs. */
  private static String rack(String hostKey) {
    String text = EstateFile.reference();
    int begin = text.indexOf("# rack:");
    int end = text.indexOf('\n', text.indexOf("name: db2"));
    String rack = "\n" + text.substring(begin, end);
    return (text.substring(0, begin) + rack.replace("\n#", "\n ") + text.substring(end))
        .replace("SHA256:47DEQpj8", hostKey);
  }

  @Test
  void reportsFiveMistakesAtOnceWithTheirPaths() throws IOException {
    String wrong =
        EstateFile.reference()
            .replace("budget: 5s ", "budget: soon ")
            .replaceFirst("upstream: catalog", "upstreem: catalog")
            .replace("\"http://127.0.41.251:8080\"", "127.0.41.251")
            .replace("{file: secrets/replicator}", "hunter2")
            .replace("keyUser: upload-files", "keyUser: upload-file")
            .replace("provider: local", "provider: lokal");

    SlipwayException problems = problems(wrong);

    assertThat(problems.code()).isEqualTo(ErrorCode.ESTATE_INVALID);
    assertThat(problems.getMessage().lines().skip(1))
        .containsExactlyInAnyOrder(
            "  switchover.budget: \"soon\" is not a duration; write 500ms, 5s, 2m or 24h",
            "  proxies[0].upstreem: no such key; did you mean \"upstream\"?",
            "  proxies[1].url: \"127.0.41.251\" is not a URL; write http://host:port",
            "  database.replication.password: a secret is never written here; use {env: NAME} or"
                + " {file: path}",
            "  profiles.production.provider: no \"lokal\"; did you mean \"local\"?");
    assertThat(problems.getMessage()).startsWith(file + " has 5 problems:");
  }

  @Test
  void namesWhatRefersToNothing() throws IOException {
    String wrong =
        EstateFile.reference()
            .replace("keyUser: upload-files", "keyUser: upload-file")
            .replace("name: backup\n", "name: main\n")
            .replace("  production:\n", "  live:\n");

    assertThat(problems(wrong).getMessage().lines().skip(1))
        .containsExactlyInAnyOrder(
            "  profiles: must have a profile named \"production\"",
            "  proxies[1].name: \"main\" names another proxy already",
            "  logs.keyUser: no \"upload-file\" in keys.users; did you mean \"upload-files\"?");
  }

  @Test
  void refusesValuesThatContradictEachOther() throws IOException {
    String wrong = EstateFile.reference().replace("pauseBudget: 2s", "pauseBudget: 5s");

    assertThat(problems(wrong).getMessage())
        .endsWith("switchover: pauseBudget must be shorter than budget");
  }

  @Test
  void neverRepeatsASecretThatIsWrittenWhereNoneBelongs() throws IOException {
    String wrong =
        EstateFile.reference()
            .replace("{file: secrets/catalog}", "hunter2")
            .replace("http://127.0.41.250:8080", "http://root:hunter2@127.0.41.250")
            .replace("repository: origin.git", "repository: https://root:hunter2@git.example/x");

    assertThat(problems(wrong).render()).doesNotContain("hunter2").contains("3 problems");
  }

  @Test
  void saysTheLineOfWhatIsNotYaml() throws IOException {
    assertThat(problems("estate: demo\nestate: again\n").getMessage())
        .contains("line 2: Duplicate field 'estate'");
    assertThat(problems("").getMessage()).contains("must be keys with values");
  }

  @Test
  void saysHowToGetAFileThatIsMissing() {
    SlipwayException missing =
        catchThrowableOfType(SlipwayException.class, () -> EstateFile.load(file));

    assertThat(missing.code()).isEqualTo(ErrorCode.ESTATE_MISSING);
    assertThat(missing.getMessage()).isEqualTo("there is no " + file);
    assertThat(missing.hint()).contains("slipway init");
  }

  @Test
  void readsASecretOnlyWhenItIsNeeded() throws IOException {
    SecretSource password = load(EstateFile.reference()).database().password();
    SlipwayException missing =
        catchThrowableOfType(SlipwayException.class, () -> password.read().open());
    assertThat(missing.code()).isEqualTo(ErrorCode.SECRET_MISSING);

    Files.createDirectories(folder.resolve("secrets"));
    Files.writeString(folder.resolve("secrets/catalog"), "hunter2\n");
    assertThat(password.read()).isEqualTo(new Secret("hunter2"));
    assertThat(new SecretSource.FromEnvironment("PATH").read().open())
        .isEqualTo(System.getenv("PATH"));
  }

  @Test
  void readsDurationsAndSizesAsPeopleWriteThem() {
    assertThat(Durations.parse("500ms")).isEqualTo(Duration.ofMillis(500));
    assertThat(Durations.parse("2m")).isEqualTo(Duration.ofMinutes(2));
    assertThat(Durations.parse("7d")).isEqualTo(Duration.ofDays(7));
    assertThat(DataSize.parse("16MB")).isEqualTo(DataSize.parse("16777216"));
    assertThat(DataSize.parse("1g")).hasToString("1024 MB");
  }

  private Estate load(String text) throws IOException {
    Files.writeString(file, text);
    return EstateFile.load(file);
  }

  private SlipwayException problems(String text) throws IOException {
    Files.writeString(file, text);
    return catchThrowableOfType(SlipwayException.class, () -> EstateFile.load(file));
  }
}
