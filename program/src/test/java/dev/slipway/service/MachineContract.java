package dev.slipway.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.error.ErrorCode;
import dev.slipway.exec.Await;
import dev.slipway.exec.Command;
import dev.slipway.exec.Dialogue;
import dev.slipway.exec.ProcessIdentity;
import dev.slipway.exec.Runner;
import dev.slipway.exec.RunnerContract;
import dev.slipway.exec.Sha256;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every machine does. It shares its files with this one, as a loopback server does. */
public abstract class MachineContract extends RunnerContract {
  protected static final FileRights PRIVATE = FileRights.of("rw-------");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir protected Path folder;

  protected abstract Machine machine();

  @Override
  protected final Runner runner() {
    return machine();
  }

  @Test
  void writesAFileWithItsModeAndReadsItBack() throws IOException {
    Path file = folder.resolve("it's a \"file\"\nof $HOME");
    machine().write(file, bytes(2048), FileRights.of("rw-r-----"));
    assertThat(machine().read(file)).isEqualTo(bytes(2048));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    machine().write(file, new byte[0], FileRights.of("rwxr-xr-x"));
    assertThat(machine().read(file)).isEmpty();
    assertThat(Files.isExecutable(file)).isTrue();
    assertThat(inFolder()).containsExactly(file);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    refuses(() -> machine().read(folder.resolve("nothing")), ErrorCode.FILE_MISSING);
    Path lost = folder.resolve("no-folder/file");
    refuses(() -> machine().write(lost, bytes(1), PRIVATE), ErrorCode.FILE_MISSING);
    refuses(() -> machine().download(lost, folder.resolve("back")), ErrorCode.FILE_MISSING);
    assertThat(folder.resolve("back")).doesNotExist();
  }

  @Test
  void talksWithAProgramUntilItsInputEnds() throws IOException {
    List<String> errors = new CopyOnWriteArrayList<>();
    Command echo = Command.of("sh", "-c", "echo $WORD >&2; read line; echo \"heard $line\"; cat");
    try (Dialogue one = machine().converse(echo.in(folder).with("WORD", "it's\\"), errors::add);
        Dialogue other = machine().converse(Command.of("cat"), errors::add)) {
      BufferedReader answers = new BufferedReader(new InputStreamReader(one.output(), UTF_8));
      say(other, "to the other\n");
      say(one, "first\n");
      assertThat(answers.readLine()).isEqualTo("heard first");
      say(one, "second\n");
      assertThat(answers.readLine()).isEqualTo("second");
      one.input().close();
      assertThat(answers.readLine()).isNull();
    }
    Await.of("its errors", PATIENCE).untilTrue(() -> errors.contains("it's\\"));
  }

  @Test
  void endsAProgramThatDoesNotLeaveWhenItIsClosed() {
    Path pids = folder.resolve("pids");
    String script = "sleep 600 & echo $! > '%s'; wait".formatted(pids);
    try (Dialogue deaf = machine().converse(Command.of("sh", "-c", script), line -> {})) {
      assertThat(deaf).isNotNull();
      Await.of("the child", PATIENCE).untilTrue(() -> pids.toFile().length() > 1);
    }
    Await.of("its end", PATIENCE).untilTrue(() -> ProcessIdentity.of(pid(pids)).isEmpty());
  }

  @Test
  void refusesToTalkWithAProgramThatIsMissing() {
    refuses(
        () -> machine().converse(Command.of("no-such-program"), line -> {}),
        ErrorCode.PROGRAM_MISSING);
  }

  private static void say(Dialogue dialogue, String text) throws IOException {
    dialogue.input().write(text.getBytes(UTF_8));
    dialogue.input().flush();
  }

  @Test
  void copiesALargeFileThereAndBackWithItsChecksum() throws IOException {
    Path file = Files.write(folder.resolve("large"), bytes(5_000_001));
    Path there = folder.resolve("there");

    Transfer sent = machine().upload(file, there, PRIVATE);
    Transfer fetched = machine().download(there, folder.resolve("back"));

    assertThat(sent).isEqualTo(new Transfer(5_000_001, Sha256.of(file), 5_000_001));
    assertThat(fetched).isEqualTo(sent);
    assertThat(folder.resolve("back")).hasSameBinaryContentAs(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(there)))
        .isEqualTo("rw-------");
    assertThat(inFolder()).hasSize(3);
  }

  @Test
  void copyingAgainSendsNothingAndOtherBytesReplaceIt() throws IOException {
    Path file = Files.write(folder.resolve("file"), bytes(1000));
    Path there = folder.resolve("there");
    machine().upload(file, there, PRIVATE);
    assertThat(machine().upload(file, there, FileRights.of("rw-r--r--")).sent()).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(there)))
        .isEqualTo("rw-r--r--");
    machine().download(there, folder.resolve("back"));
    assertThat(machine().download(there, folder.resolve("back")).sent()).isZero();

    Files.write(file, bytes(999));
    machine().upload(file, there, PRIVATE);
    assertThat(there).hasSameBinaryContentAs(file);
  }

  protected static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }

  private List<Path> inFolder() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
