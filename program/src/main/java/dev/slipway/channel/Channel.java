package dev.slipway.channel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Dialogue;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The controller's end of one dialogue. Any number of calls may be under way. When it is lost, each
 * of them fails with {@code HOST_LOST}, for it may have happened or not; none is ever repeated.
 */
final class Channel implements AutoCloseable {
  private final String name;
  private final Dialogue dialogue;
  private final Line line;
  private final AtomicLong ids = new AtomicLong();
  private final Map<Long, Waiting> callers = new ConcurrentHashMap<>();
  private final Thread ending = Thread.ofVirtual().unstarted(this::awaitEnd);

  private Channel(String name, Dialogue dialogue) {
    this.name = name;
    this.dialogue = dialogue;
    this.line = new Line(dialogue.output(), dialogue.input());
  }

  /**
   * Returns when the other side serves.
   *
   * @param name of the server, for messages
   * @throws SlipwayException {@code COMMAND_FAILED} when it does not
   */
  static Channel open(String name, Dialogue dialogue, LastWords errors) {
    Channel channel = new Channel(name, dialogue);
    String greeting = channel.greeting();
    if (!greeting.equals(Wire.GREETING)) {
      dialogue.close();
      throw errors.refusal(name, greeting);
    }
    channel.line.listen(channel::answered);
    channel.ending.start();
    return channel;
  }

  private String greeting() {
    try {
      String greeting = line.next();
      return greeting == null ? "" : greeting;
    } catch (IOException e) {
      return "";
    }
  }

  boolean open() {
    return line.open();
  }

  /**
   * Calls and waits for the call's end. An interrupt reaches the call over there, which ends by it
   * or does not, as it would here.
   *
   * @param interrupted whether the caller was already
   * @param lines is handed, on this thread, what the call says meanwhile
   * @throws SlipwayException what the call throws over there; {@code HOST_LOST}
   */
  JsonNode call(List<Step> path, boolean interrupted, Consumer<String> lines) {
    long id = ids.incrementAndGet();
    Waiting caller = new Waiting(lines);
    callers.put(id, caller);
    boolean meanwhile = false;
    try {
      say(new Request.Call(id, interrupted, path));
      while (!caller.ended()) {
        if (caller.interrupted()) {
          meanwhile = true;
          say(new Request.Stop(id));
        }
      }
      return caller.value().orElseThrow(() -> lost(path));
    } finally {
      callers.remove(id);
      if (!caller.ended()) {
        say(new Request.Stop(id));
      }
      if (meanwhile) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** What cannot be said is lost, and so is the answer. */
  private void say(Request request) {
    try {
      line.say(Wire.line(request));
    } catch (IOException e) {
      line.end();
    }
    if (!line.open()) {
      callers.values().forEach(Waiting::lose);
    }
  }

  private void answered(String text) {
    try {
      Answer answer = Wire.parse(text, Answer.class);
      Waiting caller = callers.get(answer.id());
      if (caller != null) {
        caller.hear(answer);
      }
    } catch (IOException e) {
      // Whoever writes something else is not the one that greeted.
      line.end();
    }
  }

  private void awaitEnd() {
    try {
      line.awaitEnd();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    callers.values().forEach(Waiting::lose);
    dialogue.close();
  }

  private SlipwayException lost(List<Step> path) {
    return new SlipwayException(
        ErrorCode.HOST_LOST,
        "the connection to %s broke in the middle of %s: whether it was done is not known"
            .formatted(name, Step.words(path)),
        "look at the server, then run the same again");
  }

  /** Returns when the process over there has ended, or was. */
  @Override
  public void close() {
    line.end();
    try {
      ending.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
