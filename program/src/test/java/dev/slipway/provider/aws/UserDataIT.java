package dev.slipway.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.exec.Command;
import dev.slipway.exec.LocalRunner;
import dev.slipway.exec.Result;
import dev.slipway.service.ServerRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Debian's cloud-init judges user data: the one that is installed, or that {@code scripts/setup}
 * has unpacked.
 */
class UserDataIT {
  private static final Path UNPACKED =
      Path.of("../target/cloud-init/usr/lib/python3/dist-packages").toAbsolutePath().normalize();

  @TempDir private Path folder;

  private static Stream<UserData> all() {
    return Stream.of(
        UserDataTest.withTemplate(UserDataTest.TEMPLATE),
        UserData.of(Map.of(), UserDataTest.boot(ServerRole.MASTER)),
        UserData.of(Map.of(), UserDataTest.boot(ServerRole.DATA)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void cloudInitTakesItForValid(UserData some) throws IOException {
    Result judged = judge(some.text());
    assertThat(judged.exitCode()).as(judged.toString()).isZero();
  }

  @Test
  void cloudInitTellsWhatIsNotValid() throws IOException {
    Result judged = judge("#cloud-config\nruncmd: no list\n");
    assertThat(judged.exitCode()).isNotZero();
    assertThat(judged.toString()).contains("runcmd");
  }

  private Result judge(String userData) throws IOException {
    Path file = Files.writeString(folder.resolve("user-data"), userData);
    return new LocalRunner()
        .run(
            Command.of(
                    "/usr/bin/python3",
                    "-m",
                    "cloudinit.cmd.main",
                    "schema",
                    "--config-file",
                    file.toString())
                .with("PYTHONPATH", UNPACKED.toString()));
  }
}
