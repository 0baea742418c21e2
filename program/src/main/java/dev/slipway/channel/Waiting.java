package dev.slipway.channel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.error.SlipwayException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** One caller until its call ends. The caller's own thread does everything but {@link #hear}. */
final class Waiting {
  private final Consumer<String> lines;
  private final BlockingQueue<Optional<Answer>> heard = new LinkedBlockingQueue<>();
  private boolean ended;
  private Optional<JsonNode> value = Optional.empty();

  Waiting(Consumer<String> lines) {
    this.lines = lines;
  }

  void hear(Answer answer) {
    heard.add(Optional.of(answer));
  }

  /** Nothing more will be heard. */
  void lose() {
    heard.add(Optional.empty());
  }

  boolean ended() {
    return ended;
  }

  /** What the call returned; empty when its end was not heard. */
  Optional<JsonNode> value() {
    return value;
  }

  /**
   * Waits for the next answer.
   *
   * @return whether it was interrupted instead
   * @throws SlipwayException what the call threw
   */
  boolean interrupted() {
    try {
      Optional<Answer> next = heard.take();
      next.ifPresentOrElse(this::take, () -> ended = true);
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }

  private void take(Answer answer) {
    switch (answer) {
      case Answer.Line said -> lines.accept(said.text());
      case Answer.Value end -> {
        ended = true;
        value = Optional.of(end.value());
      }
      case Answer.Failure failure -> {
        ended = true;
        throw failure.exception();
      }
    }
  }
}
