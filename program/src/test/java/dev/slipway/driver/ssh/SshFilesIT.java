package dev.slipway.driver.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.exec.Command;
import dev.slipway.exec.Ownership;
import dev.slipway.exec.Sha256;
import dev.slipway.service.FileRights;
import dev.slipway.service.Machine;
import dev.slipway.service.Transfer;
import dev.slipway.testing.RealSshd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a file when something goes wrong, and whom it belongs to. */
class SshFilesIT {
  private static final FileRights PRIVATE = FileRights.of("rw-------");
  @TempDir private Path folder;
  private final SshNetwork network = new SshNetwork();
  private Path file;

  @BeforeEach
  void createFile() throws IOException {
    byte[] bytes = new byte[12 << 20];
    new Random(1).nextBytes(bytes);
    file = Files.write(folder.resolve("file"), bytes);
  }

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void anUploadGoesOnWhereTheConnectionBroke() throws IOException {
    try (RealSshd sshd = new RealSshd();
        Machine machine = network.machine(sshd.settings())) {
      Thread.startVirtualThread(() -> dropWhenAPartIsThere(sshd));
      Transfer sent = machine.upload(file, folder.resolve("there"), PRIVATE);
      assertThat(folder.resolve("there")).hasSameBinaryContentAs(file);
      assertThat(sent.sent()).isLessThan(2 * sent.bytes());
      assertThat(parts()).isEmpty();
    }
  }

  @Test
  void aDownloadGoesOnWhereTheConnectionBroke() throws IOException {
    try (RealSshd sshd = new RealSshd();
        Machine machine = network.machine(sshd.settings())) {
      Thread.startVirtualThread(() -> dropWhenAPartIsThere(sshd));
      Transfer fetched = machine.download(file, folder.resolve("here"));
      assertThat(folder.resolve("here")).hasSameBinaryContentAs(file);
      assertThat(fetched.sent()).isEqualTo(fetched.bytes());
      assertThat(parts()).isEmpty();
    }
  }

  @Test
  void aPartThatIsDamagedIsSentAnew() throws IOException {
    try (RealSshd sshd = new RealSshd();
        Machine machine = network.machine(sshd.settings())) {
      String sha256 = Sha256.of(file);
      Path part = folder.resolve(".there." + sha256.substring(0, 12) + ".part");
      Files.write(part, new byte[1 << 20]);
      machine.upload(file, folder.resolve("there"), PRIVATE);
      assertThat(folder.resolve("there")).hasSameBinaryContentAs(file);
    }
  }

  @Test
  void aDiskThatFillsUpLeavesTheFormerFile() throws IOException {
    Path there = Files.writeString(folder.resolve("there"), "former");
    // No file may grow beyond two MiB, as on a disk that is full then.
    String limit = "trap '' XFSZ; ulimit -f 2048; exec sh -c \"$SSH_ORIGINAL_COMMAND\"";
    try (RealSshd sshd = new RealSshd("ForceCommand " + limit);
        Machine machine = network.machine(sshd.settings())) {
      refuses(() -> machine.upload(file, there, PRIVATE), ErrorCode.DISK_FULL, "there");
      refuses(() -> machine.write(there, new byte[3 << 20], PRIVATE), ErrorCode.DISK_FULL, "web1");
      assertThat(there).hasContent("former");
      Files.writeString(file, "little");
      machine.upload(file, there, PRIVATE);
      assertThat(there).hasContent("little");
    }
  }

  @Test
  void aFileIsGivenToItsOwner() throws IOException {
    assumeTrue(Ownership.root());
    Path there = folder.resolve("there");
    try (RealSshd sshd = new RealSshd();
        Machine machine = network.machine(sshd.settings())) {
      machine.write(there, new byte[] {1}, PRIVATE.ownedBy("postgres"));
      assertThat(Files.getOwner(there).getName()).isEqualTo("postgres");
      machine.upload(file, there, PRIVATE.ownedBy("nobody"));
      assertThat(Files.getOwner(there).getName()).isEqualTo("nobody");
      refuses(
          () -> machine.write(there, new byte[] {2}, PRIVATE.ownedBy("no-such-user")),
          ErrorCode.PERMISSION_DENIED,
          "no-such-user");
      assertThat(machine.run(Command.of("id", "-un").as("postgres")).output())
          .isEqualTo("postgres\n");
    }
  }

  @Test
  void whoMayNotBecomeAnotherIsToldSo() throws IOException {
    assumeTrue(Ownership.root());
    try (RealSshd sshd = new RealSshd("UsePAM yes");
        Machine machine =
            network.machine(sshd.settings("postgres", "client", sshd.settings().trust()))) {
      assertThat(machine.check(Command.of("id", "-un")).output()).isEqualTo("postgres\n");
      refuses(
          () -> machine.run(Command.of("true").as("root")),
          ErrorCode.PERMISSION_DENIED,
          "postgres may not become root on web1");
      refuses(
          () -> machine.write(Path.of("/tmp/x"), new byte[1], PRIVATE.ownedBy("root")),
          ErrorCode.PERMISSION_DENIED,
          "sudo");
      refuses(
          () -> machine.write(Path.of("/etc/x"), new byte[1], PRIVATE),
          ErrorCode.PERMISSION_DENIED,
          "/etc/x");
      refuses(() -> machine.read(Path.of("/etc/shadow")), ErrorCode.PERMISSION_DENIED, "shadow");
    }
  }

  @Test
  void aLoginShellThatRunsNothingIsNamed() throws IOException {
    try (RealSshd sshd =
            new RealSshd("ForceCommand echo This account is not available >&2; exit 1");
        Machine machine = network.machine(sshd.settings())) {
      refuses(
          () -> machine.run(Command.of("true")),
          ErrorCode.LOGIN_REFUSED,
          "This account is not available");
    }
  }

  private void dropWhenAPartIsThere(RealSshd sshd) {
    Await.of("a part", Duration.ofSeconds(10))
        .every(Duration.ofMillis(2))
        .untilTrue(() -> parts().stream().anyMatch(part -> part.toFile().length() > 1 << 20));
    sshd.dropConnections();
  }

  private List<Path> parts() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(each -> each.toString().endsWith(".part")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void refuses(ThrowingCallable what, ErrorCode code, String text) {
    assertThatThrownBy(what)
        .isInstanceOfSatisfying(SlipwayException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(text);
  }
}
