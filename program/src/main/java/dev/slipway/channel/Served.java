package dev.slipway.channel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The process's end of a channel: does what it is asked, each call on a thread of its own, until
 * its input ends.
 */
public final class Served {
  /** For calls that are under way when the controller is gone: they are interrupted. */
  private static final Duration LEAVE = Duration.ofSeconds(2);

  private final Target target;
  private final Line line;
  private final Map<Long, Thread> running = new ConcurrentHashMap<>();

  private Served(Target target, Line line) {
    this.target = target;
    this.line = line;
  }

  /**
   * Returns when the controller is gone.
   *
   * @param type the interface by which the object is called
   */
  public static <T> void serve(Class<T> type, T object, InputStream in, OutputStream out)
      throws InterruptedException {
    Line line = new Line(in, out);
    new Served(new Target(type, object), line).serve();
  }

  private void serve() throws InterruptedException {
    answer(Wire.GREETING);
    line.listen(this::asked);
    line.awaitEnd();
    running.values().forEach(Thread::interrupt);
    long end = System.nanoTime() + LEAVE.toNanos();
    for (Thread call : running.values()) {
      call.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }
  }

  private void asked(String text) {
    try {
      switch (Wire.parse(text, Request.class)) {
        case Request.Call call -> begin(call);
        case Request.Stop(long id) -> running.computeIfPresent(id, (any, call) -> stopped(call));
      }
    } catch (IOException e) {
      System.err.println(e.getMessage());
      line.end();
    }
  }

  private static Thread stopped(Thread call) {
    call.interrupt();
    return call;
  }

  private void begin(Request.Call call) {
    Thread thread = Thread.ofVirtual().name(Step.words(call.path())).unstarted(() -> run(call));
    running.put(call.id(), thread);
    thread.start();
  }

  private void run(Request.Call call) {
    if (call.interrupted()) {
      Thread.currentThread().interrupt();
    }
    Answer answer;
    try {
      JsonNode value =
          target.call(call.path(), said -> answer(Wire.line(new Answer.Line(call.id(), said))));
      answer = new Answer.Value(call.id(), value);
    } catch (SlipwayException e) {
      answer = Answer.Failure.of(call.id(), e);
    } catch (RuntimeException | Error e) {
      e.printStackTrace();
      answer = Answer.Failure.of(call.id(), defect(call, e));
    }
    running.remove(call.id());
    answer(Wire.line(answer));
  }

  private static SlipwayException defect(Request.Call call, Throwable e) {
    return new SlipwayException(
        ErrorCode.INTERNAL,
        "%s met an unexpected %s on its server".formatted(Step.words(call.path()), e),
        "this is a defect",
        e);
  }

  private void answer(String text) {
    try {
      line.say(text);
    } catch (IOException e) {
      line.end();
    }
  }
}
