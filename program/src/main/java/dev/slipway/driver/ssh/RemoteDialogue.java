package dev.slipway.driver.ssh;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Command;
import dev.slipway.exec.Dialogue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A program of another machine that is talked with over a channel of the connection. */
record RemoteDialogue(Conversation talk, RemoteGroup group) implements Dialogue {
  private static final Duration LEAVE = Duration.ofSeconds(2);

  /** Returns when the program runs. */
  static Dialogue start(
      SshSettings settings, Connection connection, Command command, Consumer<String> errors) {
    CommandScript script =
        new CommandScript(command, Conversation.newToken(), settings.login().user());
    Conversation talk = connection.talk(script.dialogueLine(), command.user(), script.token());
    try {
      CompletableFuture<Conversation.Heard> heard = talk.listen(errors);
      talk.program().input().write(script.dialogueText().getBytes(StandardCharsets.UTF_8));
      talk.program().input().flush();
      Beginning beginning = talk.begun(heard).beginning();
      beginning.requireProgram(settings, command);
      return new RemoteDialogue(
          talk, new RemoteGroup(settings, connection, command.user(), beginning.pid()));
    } catch (IOException | ExecutionException | TimeoutException e) {
      talk.close();
      throw Conversation.lost(settings, e);
    } catch (InterruptedException e) {
      talk.close();
      Thread.currentThread().interrupt();
      throw new SlipwayException(
          ErrorCode.INTERRUPTED, "interrupted while starting " + command.program(), "", e);
    } catch (SlipwayException e) {
      talk.close();
      throw e;
    }
  }

  @Override
  public OutputStream input() {
    return talk.program().input();
  }

  @Override
  public InputStream output() {
    return talk.program().output();
  }

  @Override
  public void close() {
    try (talk) {
      talk.program().input().close();
      talk.program().await(LEAVE);
    } catch (TimeoutException e) {
      group.kill();
    } catch (InterruptedException e) {
      group.kill();
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // The connection is gone: over there the input has ended, too.
    }
  }
}
