package dev.slipway.provider.aws;

import static dev.slipway.service.ProviderContract.fails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.ServerRole;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

class UserDataTest {
  private static final Map<String, String> VARIABLES =
      Map.of("server.name", "v42-b", "version", "v42.0");

  static final String TEMPLATE =
      """
      #cloud-config
      packages: [imagemagick]
      write_files:
        - path: /etc/portal/${server.name}.conf
          permissions: '0644'
          content: |
            version = ${version}
            home = $${HOME}
      runcmd:
        - [systemctl, mask, apache2]
      """;

  @TempDir Path folder;

  @Test
  void bringsTheServerUpFromItsManifest() {
    Map<String, Object> tree = parsed(UserData.of(Map.of(), boot(ServerRole.MASTER)));

    assertThat(list(tree, "packages")).contains("postgresql-15", "pgbackrest", "pgbouncer");
    assertThat(list(tree, "runcmd"))
        .containsExactly(
            List.of(
                "/usr/local/sbin/slipway-first-start",
                "s3://backups/slipway/program/0af1.tar.gz",
                "0af1",
                "s3://backups/slipway/servers/v42-b/first-start.log",
                "aws",
                "--region",
                "us-west-2",
                "--endpoint-url",
                "https://s3.us-west-2.amazonaws.com"));
    assertThat(list(tree, "write_files").toString())
        .contains(
            "ExecStart=/opt/slipway/bin/slipway node boot v42-b --bucket backups --prefix slipway"
                + " --store https://s3.us-west-2.amazonaws.com --region us-west-2\n",
            "systemctl enable --now slipway-node.service");
  }

  @Test
  void aStoreWithACertificateOfItsOwnIsTrustedByWhoeverTalksToIt() {
    Map<String, Object> tree =
        parsed(UserData.of(Map.of(), boot(ServerRole.MASTER, Optional.of("PEM of the store"))));

    assertThat(list(tree, "write_files"))
        .contains(
            Map.of(
                "path", "/etc/ssl/certs/slipway-store.pem",
                "permissions", "0644",
                "content", "PEM of the store"));
    assertThat(list(tree, "write_files").toString()).contains(" --ca /etc/ssl/certs/slipway-store");
    assertThat(list(tree, "runcmd").toString())
        .contains("--ca-bundle, /etc/ssl/certs/slipway-store.pem");
  }

  @Test
  void refusesAStoreThatSecretsWouldReachInClear() {
    fails(
        ErrorCode.ESTATE_INVALID,
        () -> new StoreAddress(URI.create("http://10.0.0.3:9000"), "us-west-2", Optional.empty()));
  }

  @Test
  void aDataNodeNeedsNoDatabase() {
    assertThat(list(parsed(UserData.of(Map.of(), boot(ServerRole.DATA))), "packages"))
        .containsExactly("awscli");
  }

  @Test
  void theApplicationsOwnTemplateComesFirstWithItsVariablesReplaced() {
    Map<String, Object> tree = parsed(withTemplate(TEMPLATE));

    assertThat(list(tree, "packages")).startsWith("imagemagick").contains("postgresql-15");
    assertThat(list(tree, "runcmd")).startsWith(List.of("systemctl", "mask", "apache2"));
    assertThat(list(tree, "write_files").toString())
        .contains("/etc/portal/v42-b.conf", "version = v42.0\n", "home = ${HOME}", "0644");
  }

  @Test
  void aValueCannotChangeTheDocument() {
    Map<String, String> nasty = Map.of("server.name", "x\"\nruncmd: [reboot]\n#", "version", "v");

    Map<String, Object> tree = new CloudConfigTemplate("cloud-config.yaml", TEMPLATE).on(nasty);

    assertThat(list(tree, "runcmd")).containsExactly(List.of("systemctl", "mask", "apache2"));
    assertThat(list(parsed(UserData.of(tree, boot(ServerRole.MASTER))), "write_files"))
        .startsWith(list(tree, "write_files").getFirst());
  }

  @Test
  void refusesUnknownVariablesWithTheirLines() {
    String wrong = TEMPLATE.replace("${version}", "${versoin}").replace("[imagem", "[${x");

    SlipwayException refused = fails(ErrorCode.DESCRIPTOR_INVALID, () -> withTemplate(wrong));

    assertThat(refused.getMessage())
        .isEqualTo("cloud-config.yaml: unknown variables, line 2: ${xagick], line 7: ${versoin}");
    assertThat(refused.hint()).contains("${server.name}, ${version}", "$${");
  }

  @Test
  void refusesWhatIsNoCloudConfig() {
    for (String wrong :
        List.of("#!/bin/sh\nreboot\n", "#cloud-config\n- a\n", "#cloud-config\npackages: x\n")) {
      fails(ErrorCode.DESCRIPTOR_INVALID, () -> withTemplate(wrong));
    }
    assertThat(
            fails(ErrorCode.DESCRIPTOR_INVALID, () -> withTemplate("#cloud-config\na: b\n  c: d\n"))
                .getMessage())
        .startsWith("cloud-config.yaml: line 3: ");
  }

  @Test
  void packsWhatIsTooLargeAndRefusesWhatIsStillTooLarge() throws IOException {
    UserData large =
        UserData.of(Map.of("final_message", "x".repeat(20_000)), boot(ServerRole.DATA));
    byte[] sent = Base64.getDecoder().decode(large.encoded());
    assertThat(sent).hasSizeLessThan(16_384);
    try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(sent))) {
      assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(large.text());
    }

    byte[] noise = new byte[20_000];
    new Random(1).nextBytes(noise);
    String incompressible = Base64.getEncoder().encodeToString(noise);
    fails(
        ErrorCode.DESCRIPTOR_INVALID,
        () ->
            UserData.of(Map.of("final_message", incompressible), boot(ServerRole.DATA)).encoded());
  }

  static UserData withTemplate(String text) {
    return UserData.of(
        new CloudConfigTemplate("cloud-config.yaml", text).on(VARIABLES), boot(ServerRole.MASTER));
  }

  static ServerBoot boot(ServerRole role) {
    return boot(role, Optional.empty());
  }

  private static ServerBoot boot(ServerRole role, Optional<String> ca) {
    return new ServerBoot(
        "v42-b",
        role,
        new StoreAddress(URI.create("https://s3.us-west-2.amazonaws.com"), "us-west-2", ca),
        new ServerFiles.Location("backups", "slipway"),
        "0af1");
  }

  private static Map<String, Object> parsed(UserData userData) {
    return new Yaml().load(userData.text());
  }

  @SuppressWarnings("unchecked")
  private static List<Object> list(Map<String, Object> tree, String key) {
    return (List<Object>) tree.get(key);
  }
}
