package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.exec.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanariesTest {
  private static final String SECRET = "a word that nobody else would ever say";
  private static final Duration SOON = Duration.ofSeconds(20);

  private final AtomicReference<Set<String>> keys = new AtomicReference<>(Set.of());
  private final AtomicInteger looks = new AtomicInteger();
  @TempDir private Path folder;
  private Path disk;
  private Canaries canaries;

  @BeforeEach
  void start() throws IOException {
    disk = Files.createDirectory(folder.resolve("disk"));
    Path estate = Files.createDirectory(folder.resolve("estate"));
    canaries = new Canaries(estate, this::keys, () -> List.of(disk));
  }

  @AfterEach
  void stop() {
    canaries.close();
  }

  private Set<String> keys() {
    looks.incrementAndGet();
    return keys.get();
  }

  @Test
  void findsASecretThatOthersMayReadOnAServer() throws IOException {
    Path file = write("root/.aws/credentials", "rw-r-----");

    assertThat(canaries.lyingAbout()).containsExactly(file.toString());
  }

  @Test
  void findsASecretInALogThatOnlyItsOwnerReads() throws IOException {
    Path file = write("var/log/output.log", "rw-------");

    assertThat(canaries.lyingAbout()).containsExactly(file.toString());
  }

  @Test
  void leavesASecretAloneWhereItMustBe() throws IOException {
    write("root/.aws/credentials", "rw-------");

    assertThat(canaries.lyingAbout()).isEmpty();
  }

  /** A key is made, given to a program, and only then looked up. */
  @Test
  void findsTheProgramThatWasGivenASecretBeforeItWasKnown() throws Exception {
    Process program = new ProcessBuilder("sh", "-c", "read _", SECRET).start();
    int before = looks.get();
    Await.of("two looks", SOON).untilTrue(() -> looks.get() > before + 2);
    program.destroyForcibly().waitFor();
    assertThat(canaries.shown()).isEmpty();

    keys.set(Set.of(SECRET));

    assertThat(canaries.shown()).containsExactly("sh");
  }

  private Path write(String name, String mode) throws IOException {
    keys.set(Set.of(SECRET));
    Path file = disk.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "said: " + SECRET);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }
}
