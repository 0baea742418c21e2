package dev.slipway.provider.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.error.ErrorCode;
import dev.slipway.exec.Await;
import dev.slipway.fake.FakeMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On this machine, with folders in the place of a server's. */
class FormerProgramsTest {
  private static final Duration LONG_AGO = Duration.ofHours(2);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final FakeMachine machine = new FakeMachine("web1");
  private final List<String> log = new ArrayList<>();
  @TempDir private Path folder;
  private Path programs;
  private Path units;
  private FormerPrograms former;

  @BeforeEach
  void folders() throws IOException {
    programs = Files.createDirectory(folder.resolve("programs"));
    units = Files.createDirectory(folder.resolve("units"));
    former =
        new FormerPrograms(
            new SshServer(new PlaceSettings.Place("web1", "127.0.0.1"), machine),
            programs,
            List.of(units, folder.resolve("crontab")));
  }

  @Test
  void removesWhatNothingUses() throws IOException {
    installed("0123456789ab", LONG_AGO);
    Path stays = installed("cdef01234567", LONG_AGO);

    former.remove(stays, log::add);

    assertThat(versions()).containsExactly("cdef01234567");
    assertThat(log).containsExactly("removed Slipway 0123456789ab: nothing uses it");
  }

  @Test
  void keepsWhatAUnitOrACrontabNamesAndWhatSomebodyIsGoingToRun() throws IOException {
    Path unit = installed("aaaaaaaaaaaa", LONG_AGO);
    Path cron = installed("bbbbbbbbbbbb", LONG_AGO);
    installed("cccccccccccc", Duration.ofMinutes(1));
    Files.writeString(units.resolve("slipway-v41-b.service"), line(unit));
    Files.writeString(folder.resolve("crontab"), line(cron));

    former.remove(programs.resolve("dddddddddddd"), log::add);

    assertThat(versions()).containsExactly("aaaaaaaaaaaa", "bbbbbbbbbbbb", "cccccccccccc");
    assertThat(log).isEmpty();
  }

  @Test
  void keepsWhatRuns() throws IOException {
    Path slipway = installed("aaaaaaaaaaaa", LONG_AGO).resolve("bin/slipway");
    Process running = new ProcessBuilder(slipway.toString()).start();
    try {
      Await.of("its command line", PATIENCE)
          .untilTrue(
              () ->
                  running
                      .info()
                      .commandLine()
                      .filter(it -> it.contains("bin/slipway"))
                      .isPresent());

      former.remove(programs.resolve("dddddddddddd"), log::add);

      assertThat(versions()).containsExactly("aaaaaaaaaaaa");
    } finally {
      running.descendants().forEach(ProcessHandle::destroyForcibly);
      running.destroyForcibly();
    }
    running.onExit().join();
    former.remove(programs.resolve("dddddddddddd"), log::add);
    assertThat(versions()).isEmpty();
  }

  @Test
  void touchesNothingElse() throws IOException {
    Files.createDirectory(programs.resolve("0123456789ab"));
    Files.writeString(programs.resolve("operator.txt"), "mine");

    former.remove(programs.resolve("dddddddddddd"), log::add);

    assertThat(versions()).containsExactly("0123456789ab", "operator.txt");
  }

  @Test
  void whatFailsIsSaidAndStopsNobody() throws IOException {
    installed("0123456789ab", LONG_AGO);
    machine.mishaps().fail(ErrorCode.HOST_LOST);

    former.remove(programs.resolve("dddddddddddd"), log::add);

    assertThat(log).singleElement().asString().startsWith("former versions of Slipway stay: ");
    assertThat(versions()).containsExactly("0123456789ab");
  }

  private Path installed(String version, Duration ago) throws IOException {
    Path program = programs.resolve(version);
    Path slipway = Files.createDirectories(program.resolve("bin")).resolve("slipway");
    Files.writeString(slipway, "#!/bin/sh\nsleep 600\ntrue\n");
    Files.setPosixFilePermissions(slipway, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setLastModifiedTime(program, FileTime.from(Instant.now().minus(ago)));
    return program;
  }

  private static String line(Path program) {
    return "/usr/bin/env JAVA_HOME=/usr/lib/jvm/java %s/bin/slipway node up\n".formatted(program);
  }

  private List<String> versions() throws IOException {
    try (Stream<Path> all = Files.list(programs)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
