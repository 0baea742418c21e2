package dev.slipway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.Endpoint;
import dev.slipway.service.SiteRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestFileTest {
  @TempDir Path folder;

  @Test
  void readsWhatItWrote() {
    var file = folder.resolve("a/manifest.json");
    ManifestFile.write(candidate(), file);
    assertThat(ManifestFile.read(file)).isEqualTo(candidate());
  }

  @Test
  void leavesOutWhatASiteWithoutBackupDoesNotHave() {
    var whole = candidate().as(SiteRole.CURRENT);
    var manifest =
        new Manifest(
            whole.identity(),
            whole.host(),
            whole.network(),
            whole.database(),
            Optional.empty(),
            whole.search(),
            whole.source());
    var file = folder.resolve("manifest.json");
    ManifestFile.write(manifest, file);
    assertThat(ManifestFile.read(file)).isEqualTo(manifest);
  }

  @Test
  void readsTheDataNodeThatItWrote() {
    var file = folder.resolve("manifest.json");
    var master = candidate();
    var cluster =
        new ServerManifest.SearchSpec(
            "v42-cluster",
            192,
            List.of(new Endpoint("127.0.41.3", 9300), new Endpoint("127.0.41.4", 9300)),
            List.of("v42-data1", "v42-data2"));
    var node =
        new DataManifest(
            "v42-data1",
            "v42.0",
            "0".repeat(40),
            master.host(),
            ServerManifest.Network.standard("127.0.41.3"),
            cluster);
    ManifestFile.write(node, file);
    assertThat(ManifestFile.read(file)).isEqualTo(node);
    assertThatThrownBy(() -> ManifestFile.readMaster(file)).hasMessage(file + " is a data node's");
  }

  @Test
  void refusesAServerOfNeitherRole() throws IOException {
    var file = folder.resolve("manifest.json");
    ManifestFile.write(candidate(), file);
    Files.writeString(file, Files.readString(file).replace("\"master\"", "\"chief\""));
    assertThatThrownBy(() -> ManifestFile.read(file))
        .hasMessageContaining("serverRole: 'chief' is none of master, data");
  }

  @Test
  void namesEveryProblemWithItsPathAtOnce() throws IOException {
    var file = folder.resolve("manifest.json");
    ManifestFile.write(candidate(), file);
    Files.writeString(
        file,
        Files.readString(file)
            .replace("\"v42-b\"", "\"V42_b\"")
            .replace("5432,", "99999,")
            .replace("\"candidate\"", "\"chief\"")
            .replace("/etc/ca.pem", "ca.pem")
            .replace("127.0.41.1:5432", "nowhere")
            .replace("2026-11-23T07", "yesterday"));
    assertThatThrownBy(() -> ManifestFile.read(file))
        .isInstanceOfSatisfying(
            SlipwayException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.MANIFEST_INVALID);
              assertThat(e.getMessage().lines())
                  .containsExactly(
                      file + " has problems:",
                      "  server: 'V42_b' is not a host name (RFC 1123)",
                      "  site: 'V42_b' is not a host name (RFC 1123)",
                      "  role: 'chief' is none of current, candidate, test, former, demo",
                      "  network/postgres: 99999 is not a number from 1 to 65535",
                      "  database/upstream: 'nowhere' is not host:port",
                      "  database/until/taken: 'yesterday:05:00.123456Z' is not a time such as"
                          + " 2026-11-23T07:00:00Z",
                      "  backup/caFile: 'ca.pem' is not an absolute path");
            });
  }

  @Test
  void tellsWhatACandidateNeeds() throws IOException {
    var file = folder.resolve("manifest.json");
    ManifestFile.write(candidate(), file);
    Files.writeString(
        file, Files.readString(file).replace("\"upstream\"", "\"was\"").replace("6432", "8080"));
    assertThatThrownBy(() -> ManifestFile.read(file))
        .hasMessageContaining("network: two servers would share a port")
        .hasMessageContaining("database/upstream: a candidate follows production's database");
  }

  @Test
  void refusesAFileThatIsNotJson() throws IOException {
    var file = Files.writeString(folder.resolve("manifest.json"), "server: v42");
    assertThatThrownBy(() -> ManifestFile.read(file))
        .hasMessage(file + " is not a readable JSON file");
  }

  static Manifest candidate() {
    return new Manifest(
        new Manifest.Identity("v42-b", "v42-b", SiteRole.CANDIDATE, "v42.0", "0".repeat(40)),
        new ServerManifest.Host(
            Path.of("/state/servers/v42-b"),
            Path.of("/state/builds"),
            "postgres",
            Path.of("/usr/lib/jvm/jdk-25"),
            Path.of("/usr/lib/postgresql/15/bin")),
        ServerManifest.Network.standard("127.0.41.2"),
        new DatabaseSpec(
            "catalog",
            "catalog",
            "slipway",
            "replicator",
            new PasswordFiles(Path.of("/s/user"), Path.of("/s/super"), Path.of("/s/r")),
            Optional.of(
                new DatabaseSpec.CopySource(
                    new Endpoint("127.0.41.1", 5432),
                    Optional.of(
                        new DatabaseSpec.Place(
                            "slipway-v42", 2, Instant.parse("2026-11-23T07:05:00.123456Z"))))),
            new DatabaseSpec.PoolerSpec(20, 500)),
        Optional.of(
            new Manifest.BackupSpec(
                "catalog",
                new Endpoint("127.0.9.1", 9000),
                "backups",
                "eu-central-1",
                Path.of("/etc/ca.pem"),
                "/production",
                Path.of("/home/backup"))),
        ServerManifest.SearchSpec.single("v42-b", 192),
        new Manifest.SourceSpec("file:///origin.git", "catalog", "slipway-app.yaml"));
  }
}
