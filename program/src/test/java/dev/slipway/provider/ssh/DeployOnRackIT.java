package dev.slipway.provider.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.CommandLineRun;
import dev.slipway.config.EstateFile;
import dev.slipway.error.ErrorCode;
import dev.slipway.exec.Command;
import dev.slipway.node.SiteFiles;
import dev.slipway.provider.ServerPaths;
import dev.slipway.service.FileRights;
import dev.slipway.service.Machine;
import dev.slipway.testing.LoopbackServer;
import dev.slipway.testing.ServerRack;
import dev.slipway.testing.TrivialApplication;
import dev.slipway.testing.UnpackedProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The verb as it is typed, with an estate file and a server that exists, where who logs in is not
 * root.
 */
class DeployOnRackIT {
  private static final String HOME = "slipway.home";
  private static ServerRack rack;

  @TempDir private Path folder;
  private Path estate;

  @BeforeAll
  static void start() {
    rack = new ServerRack("shelf1");
    try (Machine machine = rack.open("shelf1")) {
      for (String user : List.of("admin", "guest")) {
        machine.check(Command.of("useradd", "--password", "*", "--shell", "/bin/sh", user));
      }
      machine.write(
          Path.of("/etc/sudoers.d/admin"),
          "admin ALL=(ALL) NOPASSWD: ALL\n".getBytes(StandardCharsets.US_ASCII),
          FileRights.ofOctal("440"));
    }
  }

  @AfterAll
  static void stop() {
    rack.close();
  }

  @BeforeEach
  void runFromAnArchive() throws IOException {
    System.setProperty(HOME, UnpackedProgram.in(folder).toString());
    new TrivialApplication(Files.createDirectory(folder.resolve("origin"))).good();
    estate(lines());
  }

  @AfterEach
  void forget() {
    System.clearProperty(HOME);
  }

  @Test
  void launchesADataNodeFindsItAgainAndTakesItAway() {
    CommandLineRun dry = deploy("--dry-run");
    CommandLineRun launched = deploy();
    CommandLineRun again = deploy();
    CommandLineRun full =
        run("deploy -b main --elasticsearch yes --cluster-name other --node-name x");
    CommandLineRun gone = run("deploy --teardown --cluster-name v43-cluster");

    assertThat(dry.output()).contains("v43-data1");
    assertThat(launched.exitCode()).as(launched.errors()).isZero();
    assertThat(launched.errors()).contains("v43-data1: on shelf1", "v43-data1 is up");
    assertThat(launched.output()).contains("v43-cluster", server().address());
    assertThat(again.exitCode()).isZero();
    assertThat(again.errors()).contains("v43-data1: runs already");
    refused(full, ErrorCode.SERVERS_TAKEN, "shelf1 is v43-data1, data node of v43-cluster");
    assertThat(gone.exitCode()).as(gone.errors()).isZero();
    assertThat(server().written(SiteFiles.servers(ServerPaths.STATE)))
        .isDirectoryNotContaining(file -> !file.getFileName().toString().equals(".lock"));
  }

  @Test
  void aHostKeyThatChangedIsRefused() throws IOException {
    estate(lines().replace(server().fingerprint(), "SHA256:" + "A".repeat(43)));

    refused(deploy(), ErrorCode.HOST_KEY_CHANGED, "shelf1");
  }

  @Test
  void aHostThatNobodyKnowsIsRefusedWithItsFingerprint() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty"));
    String pinned = ", hostKey: \"%s\"".formatted(server().fingerprint());
    estate(lines().replace(pinned, "") + "knownHosts: " + empty + "\n");

    refused(deploy(), ErrorCode.HOST_KEY_UNKNOWN, server().fingerprint());
  }

  @Test
  void aLoginThatIsRefusedIsSaid() throws IOException {
    estate(lines().replace(rack.key().toString(), server().file("stranger").toString()));

    refused(deploy(), ErrorCode.LOGIN_REFUSED, "stranger");
  }

  @Test
  void whoMayNotBecomeRootIsToldWhatToWriteIntoSudoers() throws IOException {
    estate(lines().replace("user: admin", "user: guest"));

    refused(deploy(), ErrorCode.PERMISSION_DENIED, "NOPASSWD");
  }

  @Test
  void aDiskThatIsFullIsSaid() {
    try (Machine machine = rack.open("shelf1")) {
      machine.check(Command.of("mkdir", "-p", "/opt/slipway"));
      machine.check(Command.of("mount", "-t", "tmpfs", "-o", "size=4k", "none", "/opt/slipway"));
      try {
        refused(deploy(), ErrorCode.DISK_FULL, "shelf1");
      } finally {
        machine.check(Command.of("umount", "/opt/slipway"));
      }
    }
    assertThat(run("deploy --teardown --cluster-name v43-cluster").exitCode()).isZero();
  }

  private static void refused(CommandLineRun run, ErrorCode code, String said) {
    assertThat(run.exitCode()).as(run.errors()).isEqualTo(code.exitCode());
    assertThat(run.errors()).contains("error [" + code + "]: ", "hint: ", said);
  }

  private static String lines() {
    return rack.estateLines().replace("user: root", "user: admin");
  }

  private static LoopbackServer server() {
    return rack.servers().getFirst();
  }

  private CommandLineRun deploy(String... more) {
    return run(
        "deploy -b main --elasticsearch yes --cluster-name v43-cluster --cluster-size 1"
            + " --node-name v43-data1 "
            + String.join(" ", more));
  }

  private CommandLineRun run(String verb) {
    return CommandLineRun.real(
        (verb.strip() + " --profile-name rack --estate " + estate).split(" ", -1));
  }

  private void estate(String servers) throws IOException {
    String profile =
        "  rack:\n    provider: ssh\n    ssh:\n      java: %s\n"
                .formatted(System.getProperty("java.home"))
            + servers.indent(6);
    estate =
        Files.writeString(
            folder.resolve("estate.yaml"),
            EstateFile.reference()
                .replace("repository: origin.git", "repository: origin")
                .replace("directory: catalog ", "directory: .       ")
                .replace("profiles:\n", "profiles:\n" + profile));
  }
}
