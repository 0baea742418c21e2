package dev.slipway.driver.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.exec.Command;
import dev.slipway.exec.FanOut;
import dev.slipway.exec.LocalRunner;
import dev.slipway.service.Machine;
import dev.slipway.testing.RealSshd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a connection trusts, who may log in, and what it goes through. */
class SshConnectionIT {
  private static RealSshd sshd;
  @TempDir private Path folder;
  private SshNetwork network;

  @BeforeAll
  static void start() {
    sshd = new RealSshd();
  }

  @AfterAll
  static void stop() throws IOException {
    sshd.close();
  }

  @BeforeEach
  void open() {
    network = new SshNetwork();
  }

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void aHostThatAFileKnowsIsTrustedAlsoByAHashedName() throws IOException {
    Path plain = knownHosts("host.pub");
    assertThat(outcome(trusting(plain))).isEmpty();
    new LocalRunner().check(Command.of("ssh-keygen", "-H", "-f", plain.toString()));
    assertThat(Files.readString(plain)).startsWith("|1|");
    assertThat(outcome(trusting(plain))).isEmpty();
  }

  @Test
  void aHostThatNoFileKnowsIsRefusedWithItsFingerprint() throws IOException {
    SlipwayException e = outcome(trusting(Files.createFile(folder.resolve("empty")))).orElseThrow();
    assertThat(e.code()).isEqualTo(ErrorCode.HOST_KEY_UNKNOWN);
    assertThat(e).hasMessageContaining(sshd.fingerprint() + " (ssh-ed25519)");
    assertThat(e.hint()).contains("hostKey: \"" + sshd.fingerprint() + "\"");
    assertThat(outcome(trusting(folder.resolve("no-file"))).orElseThrow().code())
        .isEqualTo(ErrorCode.HOST_KEY_UNKNOWN);
  }

  @Test
  void aHostKeyThatChangedIsRefused() throws IOException {
    SlipwayException e = outcome(trusting(knownHosts("stranger.pub"))).orElseThrow();
    assertThat(e.code()).isEqualTo(ErrorCode.HOST_KEY_CHANGED);
    assertThat(e).hasMessageContaining(sshd.fingerprint());
    SshSettings.Trust pinned = new SshSettings.Trust(Optional.of("SHA256:other"), List.of());
    assertThat(outcome(sshd.settings(sshd.user(), "client", pinned)).orElseThrow().code())
        .isEqualTo(ErrorCode.HOST_KEY_CHANGED);
  }

  @Test
  void aRevokedHostKeyIsRefused() throws IOException {
    Path file = knownHosts("host.pub");
    Files.writeString(file, Files.readString(file) + "@revoked " + Files.readString(file));
    assertThat(outcome(trusting(file)).orElseThrow().code()).isEqualTo(ErrorCode.HOST_KEY_CHANGED);
  }

  @Test
  void aKeyThatTheServerDoesNotKnowIsRefused() {
    SlipwayException e =
        outcome(sshd.settings(sshd.user(), "stranger", sshd.settings().trust())).orElseThrow();
    assertThat(e.code()).isEqualTo(ErrorCode.LOGIN_REFUSED);
    assertThat(e).hasMessageContaining("stranger");
    assertThat(
            outcome(sshd.settings(sshd.user(), "no-file", sshd.settings().trust()))
                .orElseThrow()
                .code())
        .isEqualTo(ErrorCode.SECRET_MISSING);
  }

  @Test
  void aServerThatDoesNotListenIsNamed() throws IOException {
    try (RealSshd gone = new RealSshd()) {
      SshSettings settings = gone.settings();
      gone.stop();
      SlipwayException e = outcome(settings).orElseThrow();
      assertThat(e.code()).isEqualTo(ErrorCode.HOST_UNREACHABLE);
      assertThat(e).hasMessageContaining("web1").hasMessageContaining("refused");
      gone.start();
    }
  }

  @Test
  void theKeysOfAnAgentAreTried() {
    Path socket = folder.resolve("agent");
    new LocalRunner().check(Command.of("ssh-agent", "-a", socket.toString()));
    try {
      assertThat(outcome(withAgent(socket)).orElseThrow().code())
          .isEqualTo(ErrorCode.LOGIN_REFUSED);
      for (String key : List.of("stranger", "client")) {
        new LocalRunner()
            .check(
                Command.of("ssh-add", "-q", sshd.file(key).toString())
                    .with("SSH_AUTH_SOCK", socket.toString()));
      }
      assertThat(outcome(withAgent(socket))).isEmpty();
    } finally {
      endAgent(socket);
    }
  }

  @Test
  void aJumpHostIsGoneThroughAndBothHostKeysAreChecked() throws IOException {
    try (RealSshd behind = new RealSshd()) {
      SshSettings.Trust wrong = new SshSettings.Trust(Optional.of("SHA256:other"), List.of());
      assertThat(outcome(through(behind.settings(), sshd.settings()))).isEmpty();
      SshSettings changed = behind.settings(behind.user(), "client", wrong);
      assertThat(outcome(through(changed, sshd.settings())).orElseThrow().code())
          .isEqualTo(ErrorCode.HOST_KEY_CHANGED);
      SshSettings changedJump = sshd.settings(sshd.user(), "client", wrong);
      assertThat(outcome(through(behind.settings(), changedJump)).orElseThrow().code())
          .isEqualTo(ErrorCode.HOST_KEY_CHANGED);
      assertThat(behind.connections()).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void oneConnectionCarriesManyProgramsAlsoAtOnce() throws IOException {
    try (RealSshd own = new RealSshd();
        Machine machine = network.machine(own.settings())) {
      var outcomes =
          new FanOut(30)
              .over(
                  IntStream.range(0, 30).boxed().toList(),
                  i -> machine.check(Command.of("echo", "" + i)).output());
      assertThat(FanOut.failure(outcomes)).isEmpty();
      assertThat(own.connections()).isOne();
    }
  }

  @Test
  void aConnectionThatBreaksInTheMiddleIsSaidAndMadeAnew() throws IOException {
    Path begun = folder.resolve("begun");
    try (RealSshd own = new RealSshd();
        Machine machine = network.machine(own.settings())) {
      Thread.startVirtualThread(
          () -> {
            Await.of("the program", Duration.ofSeconds(10)).untilTrue(() -> Files.exists(begun));
            own.dropConnections();
          });
      Optional<SlipwayException> lost =
          outcome(
              machine, Command.of("sh", "-c", "touch \"$1\"; sleep 20", "sh", begun.toString()));
      assertThat(lost.orElseThrow().code()).isEqualTo(ErrorCode.HOST_LOST);
      assertThat(outcome(machine, Command.of("true"))).isEmpty();
    }
  }

  private Optional<SlipwayException> outcome(SshSettings settings) {
    try (Machine machine = network.machine(settings)) {
      return outcome(machine, Command.of("true"));
    }
  }

  private static Optional<SlipwayException> outcome(Machine machine, Command command) {
    try {
      machine.check(command);
      return Optional.empty();
    } catch (SlipwayException e) {
      return Optional.of(e);
    }
  }

  private static SshSettings trusting(Path knownHosts) {
    return sshd.settings(
        sshd.user(), "client", new SshSettings.Trust(Optional.empty(), List.of(knownHosts)));
  }

  private static SshSettings withAgent(Path socket) {
    SshSettings usual = sshd.settings();
    return new SshSettings(
        usual.name(),
        usual.host(),
        usual.port(),
        new SshSettings.Login(sshd.user(), Optional.empty(), Optional.of(socket)),
        usual.trust(),
        Optional.empty(),
        usual.patience());
  }

  private static SshSettings through(SshSettings last, SshSettings jump) {
    return new SshSettings(
        last.name(),
        last.host(),
        last.port(),
        last.login(),
        last.trust(),
        Optional.of(jump),
        last.patience());
  }

  private Path knownHosts(String key) throws IOException {
    Path file = folder.resolve("known_hosts");
    String name = "[%s]:%d".formatted(sshd.endpoint().host(), sshd.endpoint().port());
    return Files.writeString(file, name + " " + Files.readString(sshd.file(key)));
  }

  private static void endAgent(Path socket) {
    ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").endsWith(socket.toString()))
        .forEach(ProcessHandle::destroy);
  }
}
