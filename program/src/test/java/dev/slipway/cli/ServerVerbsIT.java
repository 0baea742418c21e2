package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.config.EstateFile;
import dev.slipway.error.ErrorCode;
import dev.slipway.testing.RealSshd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an estate file to two OpenSSH servers and back. */
class ServerVerbsIT {
  @TempDir Path folder;
  private RealSshd one;
  private RealSshd two;

  @BeforeEach
  void start() {
    one = new RealSshd();
    two = new RealSshd();
  }

  @AfterEach
  void stop() throws IOException {
    one.close();
    two.close();
  }

  @Test
  void theServersOfAnEstateAreCheckedAndWorkedOn() throws IOException {
    estate(two.fingerprint());
    Path file = Files.writeString(folder.resolve("motd"), "hello");

    CommandLineRun check = run("server", "check");
    CommandLineRun work =
        run(
            "server",
            "run",
            "--copy",
            file + ":" + folder + "/%s",
            "--",
            "cat",
            file.toString(),
            "---",
            "echo",
            "done");

    assertThat(check.output()).contains("one", "two", two.endpoint().toString());
    assertThat(check.errors()).doesNotContain("error");
    assertThat(check.exitCode()).isZero();
    assertThat(work.exitCode()).isZero();
    assertThat(work.output()).contains("hello", "done");
    assertThat(folder.resolve("one")).hasContent("hello");
    assertThat(folder.resolve("two")).hasContent("hello");
  }

  @Test
  void aServerWithAnotherHostKeyIsNamedAndTheOtherOneIsWorkedOn() throws IOException {
    estate(one.fingerprint());

    CommandLineRun run = run("server", "run", "--", "touch", folder + "/witness");

    assertThat(run.exitCode()).isEqualTo(ErrorCode.HOST_KEY_CHANGED.exitCode());
    assertThat(run.errors())
        .contains("1 of 2 failed: two: two (", two.fingerprint(), "nothing was sent to it");
    assertThat(folder.resolve("witness")).exists();
  }

  private CommandLineRun run(String group, String verb, String... rest) {
    String[] line = new String[rest.length + 6];
    String[] begin = {group, verb, "--profile-name", "rack", "--estate", folder + "/estate.yaml"};
    System.arraycopy(begin, 0, line, 0, begin.length);
    System.arraycopy(rest, 0, line, begin.length, rest.length);
    return CommandLineRun.real(line);
  }

  /** Both servers take the first one's key. */
  private void estate(String secondHostKey) throws IOException {
    two.admit(one.file("client.pub"));
    String rack =
        """
        profiles:
          rack:
            provider: ssh
            ssh:
              user: %s
              keyFile: %s
              servers:
                - {name: one, host: "%s", hostKey: "%s"}
                - {name: two, host: "%s", hostKey: "%s"}
        """
            .formatted(
                one.user(),
                one.file("client"),
                one.endpoint(),
                one.fingerprint(),
                two.endpoint(),
                secondHostKey);
    Files.writeString(
        folder.resolve("estate.yaml"), EstateFile.reference().replace("profiles:\n", rack));
  }
}
