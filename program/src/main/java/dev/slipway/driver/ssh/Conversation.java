package dev.slipway.driver.ssh;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.StreamTail;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A script that runs on the other side and tells by its {@link Beginning} whether it was let. What
 * both the programs and the files of a machine are made of.
 *
 * @param asked the user that the script should run as
 */
record Conversation(
    SshSettings settings, Optional<String> asked, RemoteProgram program, String token)
    implements AutoCloseable {
  private static final Duration STRAGGLERS = Duration.ofMillis(500);

  /** For the word of a script that has ended: it is on its way. */
  private static final Duration HEARING = Duration.ofSeconds(10);

  /** A word for a conversation that no program says by chance. */
  static String newToken() {
    return "slipway-" + UUID.randomUUID();
  }

  /** How it begins, and what it says on the error stream from then on. */
  record Heard(Beginning beginning, StreamTail errors) {
    String text() throws InterruptedException {
      return errors.text(STRAGGLERS);
    }
  }

  /** Listens to the error stream. */
  CompletableFuture<Heard> listen(Consumer<String> lines) {
    CompletableFuture<Heard> heard = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            Beginning beginning = Beginning.read(program.errors(), token);
            heard.complete(new Heard(beginning, new StreamTail(program.errors(), lines)));
          } catch (IOException | RuntimeException e) {
            heard.completeExceptionally(e);
          }
        });
    return heard;
  }

  /**
   * Its exit code.
   *
   * @throws SlipwayException {@code HOST_LOST}
   */
  int await(Duration deadline) throws InterruptedException, TimeoutException {
    return program.await(deadline).orElseThrow(() -> lost(null));
  }

  /**
   * What was heard of a script that has ended and that did begin.
   *
   * @throws SlipwayException {@code PERMISSION_DENIED}, {@code LOGIN_REFUSED}, {@code
   *     PROGRAM_MISSING} when it was not let
   */
  Heard begun(CompletableFuture<Heard> listening, int exitCode) throws InterruptedException {
    try {
      Heard heard = listening.get(HEARING.toMillis(), TimeUnit.MILLISECONDS);
      if (heard.beginning().kind() == Beginning.Kind.SILENT) {
        throw notLet(heard.beginning().before(), exitCode);
      }
      return heard;
    } catch (ExecutionException | TimeoutException e) {
      throw lost(e);
    }
  }

  /**
   * What is heard of a script that goes on.
   *
   * @throws SlipwayException as {@link #begun}
   */
  Heard begun(CompletableFuture<Heard> listening)
      throws InterruptedException, ExecutionException, TimeoutException {
    Heard heard = listening.get(settings.patience().connect().toMillis(), TimeUnit.MILLISECONDS);
    return heard.beginning().kind() == Beginning.Kind.SILENT
        ? begun(listening, await(HEARING))
        : heard;
  }

  private SlipwayException notLet(String said, int exitCode) {
    String why =
        said.lines().filter(line -> !line.isBlank()).findFirst().orElse("exit code " + exitCode);
    String login = settings.login().user();
    if (asked.isEmpty()) {
      return new SlipwayException(
          ErrorCode.LOGIN_REFUSED,
          "%s lets %s log in, but run no program: %s".formatted(settings.words(), login, why),
          "which shell has that user in /etc/passwd there?");
    }
    return new SlipwayException(
        ErrorCode.PERMISSION_DENIED,
        "%s may not become %s on %s: %s".formatted(login, asked.get(), settings.words(), why),
        "let it with a line in /etc/sudoers.d there: %s ALL=(%s) NOPASSWD: ALL"
            .formatted(login, asked.get()));
  }

  private SlipwayException lost(Throwable cause) {
    return lost(settings, cause);
  }

  static SlipwayException lost(SshSettings settings, Throwable cause) {
    return new SlipwayException(
        ErrorCode.HOST_LOST,
        "the connection to %s broke in the middle: whether it was done is not known"
            .formatted(settings.words()),
        "look at the server, then run the same again",
        cause);
  }

  @Override
  public void close() {
    program.close();
  }
}
