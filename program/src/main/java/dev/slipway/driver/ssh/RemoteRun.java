package dev.slipway.driver.ssh;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Command;
import dev.slipway.exec.Result;
import dev.slipway.exec.StreamTail;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** One program run on a machine, to its end or its deadline. */
record RemoteRun(SshSettings settings, Connection connection, Command command) {
  private static final Duration STRAGGLERS = Duration.ofMillis(500);

  /** The other side keeps the deadline; this long after it, this side does. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static final int KILLED = 128 + 9;

  Result run(Consumer<String> lines) {
    CommandScript script =
        new CommandScript(command, Conversation.newToken(), settings.login().user());
    try (Conversation talk = connection.talk(script.line(), command.user(), script.token())) {
      long begin = System.nanoTime();
      StreamTail output = new StreamTail(talk.program().output(), lines);
      CompletableFuture<Conversation.Heard> heard = talk.listen(lines);
      byte[] text = script.text().getBytes(StandardCharsets.UTF_8);
      talk.program().feed(in -> in.write(text));
      int code = await(talk, heard);
      Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
      Conversation.Heard said = begun(talk, heard, code);
      if (code == KILLED && elapsed.compareTo(command.deadline()) >= 0) {
        throw late(said.text());
      }
      return new Result(code, output.text(STRAGGLERS), said.text(), elapsed);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private int await(Conversation talk, CompletableFuture<Conversation.Heard> heard)
      throws InterruptedException {
    try {
      return talk.await(command.deadline().plus(GRACE));
    } catch (TimeoutException e) {
      kill(heard);
      throw late("");
    } catch (InterruptedException e) {
      kill(heard);
      throw e;
    }
  }

  private Conversation.Heard begun(
      Conversation talk, CompletableFuture<Conversation.Heard> heard, int code)
      throws InterruptedException {
    Conversation.Heard said = talk.begun(heard, code);
    said.beginning().requireProgram(settings, command);
    return said;
  }

  /** Ends the program and its children from here; on its own thread, which nobody interrupts. */
  private void kill(CompletableFuture<Conversation.Heard> heard) {
    if (!heard.isDone()
        || heard.isCompletedExceptionally()
        || heard.join().beginning().pid() == 0) {
      return;
    }
    new RemoteGroup(settings, connection, command.user(), heard.join().beginning().pid()).kill();
  }

  private SlipwayException late(String errors) {
    String last = new Result(0, "", errors, Duration.ZERO).lastLine();
    return new SlipwayException(
        ErrorCode.DEADLINE_EXCEEDED,
        "%s did not end within %d ms on %s%s"
            .formatted(
                command.program(),
                command.deadline().toMillis(),
                settings.words(),
                last.isEmpty() ? "" : "; it said last: " + last),
        "it and its children were ended; run the same command there by hand to see where it hangs");
  }

  private SlipwayException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new SlipwayException(
        ErrorCode.INTERRUPTED,
        "interrupted while running %s on %s".formatted(command.program(), settings.words()),
        "",
        e);
  }
}
