package dev.slipway.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every runner does. Folders of this machine are folders of the runner's, too. */
public abstract class RunnerContract {

  protected abstract Runner runner();

  @Test
  void handsOverArgumentsAsTheyAreAndKeepsOutputApartFromErrors() {
    Result result =
        runner()
            .run(Command.of("sh", "-c", "echo \"$1\"; echo bad >&2; exit 3", "sh", "a  'b' $c"));
    assertThat(result.output()).isEqualTo("a  'b' $c\n");
    assertThat(result.errors()).isEqualTo("bad\n");
    assertThat(result.exitCode()).isEqualTo(3);
  }

  @Test
  void handsOnEachLineWhileTheProgramRuns() {
    List<String> lines = new CopyOnWriteArrayList<>();
    runner().run(Command.of("printf", "one\\r\\ntwo\\nthree"), lines::add);
    assertThat(lines).containsExactly("one", "two", "three");
  }

  @Test
  void runsWhereAndWithWhatItIsTold(@TempDir Path folder) throws Exception {
    Result result =
        runner().run(Command.of("sh", "-c", "pwd; echo $WORD").in(folder).with("WORD", "tide"));
    assertThat(result.output()).isEqualTo(folder.toRealPath() + "\ntide\n");
  }

  @Test
  void refusesAProgramThatIsMissingAlsoForAnotherUser() {
    refuses(() -> runner().run(Command.of("no-such-program")), ErrorCode.PROGRAM_MISSING);
    refuses(
        () -> runner().run(Command.of("/no/such/program").as("nobody")), ErrorCode.PROGRAM_MISSING);
  }

  @Test
  void endsAProgramThatIsLateWithAllItsChildren(@TempDir Path folder) {
    Path pids = folder.resolve("pids");
    String script = "sleep 600 & echo $! > '%s'; wait".formatted(pids);
    refuses(
        () -> runner().run(Command.of("sh", "-c", script).within(Duration.ofSeconds(1))),
        ErrorCode.DEADLINE_EXCEEDED);
    Await.of("the end of the child", Duration.ofSeconds(10))
        .untilTrue(() -> ProcessIdentity.of(pid(pids)).isEmpty());
  }

  @Test
  void keepsTheLastPartOfMuchOutput() {
    Result result =
        runner().run(Command.of("sh", "-c", "yes | head -c 5000000; echo; echo the end"));
    assertThat(result.output()).hasSizeLessThanOrEqualTo(1 << 20).endsWith("the end\n");
  }

  @Test
  void doesNotWaitForAChildThatOutlivesTheProgram() {
    Result result = runner().run(Command.of("sh", "-c", "sleep 3 & echo done"));
    assertThat(result.output()).isEqualTo("done\n");
    assertThat(result.elapsed()).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void handsOverWhatAShellWouldTakeApart() {
    List<String> words =
        List.of("", " ", "a'b", "\"$(id)`id`\"", "*", "-n", "~", "!!", "\\", "a\nb", "é", ";&|<>#");
    List<String> command = new ArrayList<>(List.of("printf", "%s|"));
    command.addAll(words);
    Result result = runner().run(Command.of(command).with("NASTY", "it's $HOME \"`\" \\"));
    assertThat(result.output()).isEqualTo(String.join("|", words) + "|");
    assertThat(
            runner().run(Command.of("sh", "-c", "printf %s \"$N\"").with("N", "it's\n$X")).output())
        .isEqualTo("it's\n$X");
  }

  @Test
  void givesNoInput() {
    assertThat(runner().run(Command.of("cat").within(Duration.ofSeconds(10))).output()).isEmpty();
  }

  @Test
  void saysWhichSignalEndedAProgram() {
    assertThat(runner().run(Command.of("sh", "-c", "kill -TERM $$")).exitCode()).isEqualTo(143);
  }

  @Test
  void refusesAFolderThatIsMissing() {
    refuses(
        () -> runner().run(Command.of("true").in(Path.of("/no/such/folder"))),
        ErrorCode.COMMAND_FAILED);
  }

  @Test
  void stopsWhenItsThreadIsInterruptedAndTheProgramToo(@TempDir Path folder) throws Exception {
    Path pids = folder.resolve("pids");
    String script = "echo $$ > '%s'; sleep 600".formatted(pids);
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Thread thread =
        Thread.startVirtualThread(
            () -> {
              try {
                runner().run(Command.of("sh", "-c", script));
                thrown.complete(null);
              } catch (SlipwayException e) {
                thrown.complete(e);
              }
            });
    Await.of("the program", Duration.ofSeconds(10))
        .untilTrue(() -> Files.exists(pids) && pids.toFile().length() > 1);
    thread.interrupt();
    assertThat(thrown.get(10, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(
            SlipwayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERRUPTED));
    Await.of("its end", Duration.ofSeconds(10))
        .untilTrue(() -> ProcessIdentity.of(pid(pids)).isEmpty());
  }

  @Test
  void checkedFailuresSayTheLastWord() {
    assertThatThrownBy(() -> runner().check(Command.of("sh", "-c", "echo no space >&2; exit 1")))
        .isInstanceOf(SlipwayException.class)
        .hasMessageContaining("no space");
  }

  protected static long pid(Path file) {
    try {
      return Long.parseLong(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  protected static void refuses(ThrowingCallable what, ErrorCode code) {
    assertThatThrownBy(what)
        .isInstanceOf(SlipwayException.class)
        .extracting(e -> ((SlipwayException) e).code())
        .isEqualTo(code);
  }
}
