package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.cli.Main;
import dev.slipway.config.AppDescriptor;
import dev.slipway.config.KeySettings.Home;
import dev.slipway.config.Secret;
import dev.slipway.driver.ssh.SshNetwork;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.exec.ProcessIdentity;
import dev.slipway.exec.Signal;
import dev.slipway.node.DatabaseSpec;
import dev.slipway.node.JavaProgram;
import dev.slipway.node.Manifest;
import dev.slipway.node.ManifestFile;
import dev.slipway.node.PasswordFiles;
import dev.slipway.node.ServerManifest;
import dev.slipway.release.SiteServices;
import dev.slipway.service.Application.Feature;
import dev.slipway.service.CredentialsFile;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.NewKey;
import dev.slipway.service.RemoteServer;
import dev.slipway.service.Schedule;
import dev.slipway.service.SiteRole;
import dev.slipway.testing.Loopback;
import dev.slipway.testing.RealSshd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server behind a real sshd that serves its site with the program itself. Nothing of the site
 * runs but an upgrade that never ends.
 */
final class RemoteSiteIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String CANARY = "c4nary/in+the=mine";

  private static RealSshd sshd;
  private static SshNetwork network;

  @TempDir Path folder;
  private Path server;
  private Path manifest;
  private RemoteSite site;
  private SiteServices services;

  @BeforeAll
  static void startSshd() {
    sshd = new RealSshd();
    network = new SshNetwork();
  }

  @AfterAll
  static void stopSshd() throws IOException {
    network.close();
    sshd.close();
  }

  @BeforeEach
  void reach() throws IOException {
    server = Files.createDirectories(folder.resolve("v42-b"));
    manifest = server.resolve("manifest.json");
    ManifestFile.write(manifest(), manifest);
    Files.writeString(folder.resolve("password"), CANARY + "-of-the-database\n");
    Files.createDirectories(server.resolve("app"));
    Files.writeString(
        server.resolve("slipway-app.yaml"),
        """
        name: page
        build: {command: [make], output: out}
        start: {command: [serve]}
        health: {path: /}
        upgrade: {command: [./upgrade]}
        logs: [access.log]
        """);
    program(server.resolve("app/upgrade"), "echo $$ > pid; echo begun; sleep 600");
    List<String> java = JavaProgram.here(List.of("-Xmx96m"), Main.class.getName()).with(List.of());
    program(folder.resolve("slipway"), "exec '" + String.join("' '", java) + "' \"$@\"");
    site = open();
    services = site.services();
  }

  @AfterEach
  void leave() {
    site.close();
    if (Files.exists(server.resolve("app/pid"))) {
      Signal.KILL.send(upgrading());
    }
  }

  private RemoteSite open() {
    return RemoteSite.of(
        new RemoteServer(
            network.machine(sshd.settings()),
            Optional.empty(),
            List.of(folder.resolve("slipway").toString()),
            manifest));
  }

  @Test
  void itsDriversWorkBesideIt() throws IOException {
    assertThat(services.database().status().role()).isEqualTo(DatabaseRole.STOPPED);
    assertThat(services.application().offers(Feature.UPGRADE)).isTrue();
    assertThat(services.health()).isEqualTo(new AppDescriptor.Health("/", Optional.empty()));
    assertThat(FarApplication.of(services).siteAnsweringAt("http://127.0.0.1:1")).isEmpty();
    assertThat(FarApplication.of(services).offers(Feature.UPGRADE)).isTrue();
    assertThat(services.application().logFiles())
        .containsExactly(server.resolve("logs/access.log").toString());

    Path crontab = folder.resolve("crontab");
    Schedule.Entry job = new Schedule.Entry("nightly-backup", "0 7 * * *", site.backup());
    services.schedule(crontab).install(job);
    assertThat(services.schedule(crontab).find("nightly-backup")).contains(job);
    assertThat(crontab).content().contains("node backup " + manifest);

    NewKey key = new NewKey("AKIA", new Secret(CANARY));
    CredentialsFile file = services.credentials(Home.APPLICATION);
    file.install("default", key);
    assertThat(file.keyId("default")).contains("AKIA");
    assertThat(file.key("default")).contains(key);
    Path credentials = server.resolve("home/app/.aws/credentials");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(credentials)))
        .isEqualTo("rw-------");
  }

  @Test
  void anErrorArrivesWithItsCodeAndItsHint() {
    Path nowhere = folder.resolve("no-folder/crontab");
    assertThatThrownBy(() -> services.schedule(nowhere).install(site(nowhere)))
        .isInstanceOfSatisfying(
            SlipwayException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.SCHEDULE_FAILED);
              assertThat(e).hasMessageContaining("no-folder");
              assertThat(e.hint()).contains("its folder exists");
            });
  }

  @Test
  void aManifestThatCannotBeReadIsNamed() throws IOException {
    Files.writeString(manifest, "{}");
    assertThatThrownBy(() -> services.database().status())
        .hasMessageContaining("web1")
        .hasMessageContaining("MANIFEST_INVALID");
  }

  @Test
  void severalCallsAreUnderWayAndNoSecretIsInAnyArgumentOrLog() throws Exception {
    CompletableFuture<Throwable> upgrade = upgrade();
    services.credentials(Home.APPLICATION).install("default", new NewKey("A", new Secret(CANARY)));
    assertThat(services.credentials(Home.APPLICATION).key("default")).isPresent();
    assertThat(upgrade).isNotDone();
    assertThat(servers()).hasSize(1);
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      assertThat(processes.map(process -> text(process.resolve("cmdline"))).filter(this::canary))
          .isEmpty();
    }
    try (Stream<Path> files = Files.walk(server)) {
      assertThat(files.filter(file -> canary(text(file))))
          .containsExactly(server.resolve("home/app/.aws/credentials"));
    }
    assertThat(canary(text(sshd.file("log")))).isFalse();
  }

  @Test
  void aServingProcessThatIsKilledLosesItsCallsAndTheNextOneEndsWhatItLeft() throws Exception {
    CompletableFuture<Throwable> upgrade = upgrade();
    long orphan = upgrading();
    servers().forEach(process -> Signal.KILL.send(process.pid()));
    assertThat(upgrade.get()).satisfies(RemoteSiteIT::lost);
    assertThat(ProcessIdentity.of(orphan)).isPresent();
    assertThat(services.database().status().role()).isEqualTo(DatabaseRole.STOPPED);
    assertThat(ProcessIdentity.of(orphan)).isEmpty();
  }

  @Test
  void aConnectionThatIsCutLosesItsCallsAndEndsTheServingProcessWithWhatItDid() throws Exception {
    CompletableFuture<Throwable> upgrade = upgrade();
    long upgrading = upgrading();
    List<ProcessHandle> serving = servers();
    sshd.dropConnections();
    assertThat(upgrade.get()).satisfies(RemoteSiteIT::lost);
    Await.of("the end of the serving process", PATIENCE)
        .untilTrue(() -> serving.stream().noneMatch(ProcessHandle::isAlive));
    Await.of("the end of the upgrade", PATIENCE)
        .untilTrue(() -> ProcessIdentity.of(upgrading).isEmpty());
    assertThat(services.database().status().role()).isEqualTo(DatabaseRole.STOPPED);
  }

  @Test
  void theServingProcessLeavesWithItsController() {
    services.database().endpoint();
    List<ProcessHandle> serving = servers();
    assertThat(serving).hasSize(1);
    site.close();
    Await.of("its end", PATIENCE).untilTrue(() -> servers().isEmpty());
  }

  /** Begins one that never ends; what it throws. */
  private CompletableFuture<Throwable> upgrade() {
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    CompletableFuture<Void> begun = new CompletableFuture<>();
    Thread.startVirtualThread(
        () ->
            thrown.complete(
                thrownBy(
                    () ->
                        services
                            .application()
                            .batchUpgrade(line -> begun.complete(null), Duration.ofMinutes(5)))));
    Await.of("its pid", PATIENCE)
        .untilTrue(() -> server.resolve("app/pid").toFile().length() > 0 || thrown.isDone());
    return thrown;
  }

  private static Throwable thrownBy(ThrowingCallable call) {
    try {
      call.call();
      return new AssertionError("it ended");
    } catch (Throwable e) {
      return e;
    }
  }

  private static void lost(Throwable thrown) {
    assertThat(thrown)
        .isInstanceOfSatisfying(
            SlipwayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.HOST_LOST));
  }

  private long upgrading() {
    return Long.parseLong(text(server.resolve("app/pid")).strip());
  }

  /** The serving processes of this site. */
  private List<ProcessHandle> servers() {
    return ProcessHandle.allProcesses()
        .filter(process -> text(Path.of("/proc", process.pid() + "", "comm")).startsWith("java"))
        .filter(
            process ->
                text(Path.of("/proc", process.pid() + "", "cmdline"))
                    .endsWith("serve\0" + manifest + "\0"))
        .toList();
  }

  private boolean canary(String text) {
    return text.contains("c4nary");
  }

  private static String text(Path file) {
    try {
      return Files.isRegularFile(file)
          ? new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
          : "";
    } catch (IOException e) {
      return "";
    }
  }

  private static void program(Path file, String script) {
    try {
      Files.writeString(file, "#!/bin/sh\n" + script + "\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Schedule.Entry site(Path crontab) {
    return new Schedule.Entry("nightly-backup", "0 7 * * *", List.of(crontab.toString()));
  }

  private Manifest manifest() {
    Path password = folder.resolve("password");
    return new Manifest(
        new Manifest.Identity("v42-b", "v42-b", SiteRole.CURRENT, "v42.0", "0".repeat(40)),
        new ServerManifest.Host(
            server,
            folder.resolve("builds"),
            System.getProperty("user.name"),
            Path.of(System.getProperty("java.home")),
            Path.of("/usr/lib/postgresql/15/bin")),
        ServerManifest.Network.standard(Loopback.address(5432)),
        new DatabaseSpec(
            "catalog",
            "catalog",
            "slipway",
            "replicator",
            new PasswordFiles(password, password, password),
            Optional.empty(),
            new DatabaseSpec.PoolerSpec(20, 500)),
        Optional.empty(),
        ServerManifest.SearchSpec.single("v42-b", 192),
        new Manifest.SourceSpec("file:///origin.git", "", "slipway-app.yaml"));
  }
}
