package dev.slipway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.driver.ssh.SshNetwork;
import dev.slipway.error.ErrorCode;
import dev.slipway.exec.Await;
import dev.slipway.exec.Command;
import dev.slipway.service.FileRights;
import dev.slipway.service.Machine;
import dev.slipway.service.ProviderContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers beside this machine share nothing with it and with each other but programs. */
class LoopbackServerIT {
  private static LoopbackServer one;
  private static LoopbackServer two;
  private static SshNetwork network;
  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    one = new LoopbackServer("one");
    two = new LoopbackServer("two");
    network = new SshNetwork();
  }

  @AfterAll
  static void stop() {
    network.close();
    one.close();
    two.close();
  }

  @Test
  void whatOneWritesNobodyElseSees() {
    for (String file : List.of("/etc/slipway", "/opt/slipway", "/srv/slipway", "/tmp/slipway-x")) {
      try (Machine machine = network.machine(one.settings());
          Machine other = network.machine(two.settings())) {
        Path written = Path.of(file).resolve("note");
        machine.check(Command.of("mkdir", "-p", file));
        machine.write(written, "hello".getBytes(StandardCharsets.UTF_8), FileRights.ofOctal("600"));

        assertThat(machine.read(written)).asString().isEqualTo("hello");
        assertThat(one.written(written)).hasContent("hello");
        assertThat(written).doesNotExist();
        ProviderContract.fails(ErrorCode.FILE_MISSING, () -> other.read(written));
      }
    }
  }

  @Test
  void doesNotSeeTheFilesOfATest() throws IOException {
    Path note = Files.writeString(folder.resolve("note"), "of a test");
    try (Machine machine = network.machine(one.settings())) {
      ProviderContract.fails(ErrorCode.FILE_MISSING, () -> machine.read(note));
      ProviderContract.fails(ErrorCode.FILE_MISSING, () -> machine.read(two.file("host")));
    }
  }

  @Test
  void hasAProcessTableOfItsOwnAndNoZombieInIt() {
    String pid = Long.toString(ProcessHandle.current().pid());
    Command orphan = Command.of("sh", "-c", "setsid sleep 0 & exit 0");
    Command zombies = Command.of("sh", "-c", "ps -eo stat= | grep -c ^Z; exit 0");
    try (Machine machine = network.machine(one.settings())) {
      assertThat(machine.check(Command.of("hostname")).output().strip()).isEqualTo("one");
      assertThat(machine.run(Command.of("ps", "-p", pid)).output()).doesNotContain("java");
      machine.check(orphan);
      Await.of("the end of orphans", Duration.ofSeconds(5))
          .untilTrue(() -> machine.check(zombies).output().strip().equals("0"));
    }
  }

  @Test
  void keepsItsFilesWhenItsPowerIsCutAndNoProcess() {
    try (LoopbackServer own = new LoopbackServer("own");
        Machine machine = network.machine(own.settings())) {
      machine.check(Command.of("sh", "-c", "touch /srv/kept /tmp/kept /run/lost"));
      machine.check(Command.of("sh", "-c", "setsid sleep 1234 >/dev/null 2>&1 & exit 0"));
      own.stop();
      ProviderContract.fails(ErrorCode.HOST_UNREACHABLE, () -> machine.check(Command.of("true")));
      own.start();
      machine.check(Command.of("ls", "/srv/kept", "/tmp/kept"));
      assertThat(machine.run(Command.of("ls", "/run/lost")).exitCode()).isNotZero();
      assertThat(machine.check(Command.of("ps", "-eo", "args")).output())
          .doesNotContain("sleep 1234");
    }
  }
}
