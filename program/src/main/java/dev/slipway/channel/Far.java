package dev.slipway.channel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Dialogue;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An object on another machine, reached over a {@link Channel} that is opened when it is first
 * called, and anew when it was lost since.
 *
 * @param <T> its interface
 */
public final class Far<T> implements AutoCloseable {
  private final String name;
  private final Function<Consumer<String>, Dialogue> process;
  private final T near;
  private final Lock lock = new ReentrantLock();
  private Optional<Channel> current = Optional.empty();

  /**
   * @param name of the server, for messages
   * @param process starts the process over there that serves the object; is handed who listens to
   *     its error stream
   */
  public Far(Class<T> type, String name, Function<Consumer<String>, Dialogue> process) {
    this.name = name;
    this.process = process;
    this.near = type.cast(new Caller(this, List.of()).near(type));
  }

  /** What stands for it here. Safe for concurrent use. */
  public T near() {
    return near;
  }

  /** An interrupt from before is kept from the connection, which it would break. */
  JsonNode call(List<Step> path, Consumer<String> lines) {
    boolean interrupted = Thread.interrupted();
    try {
      return channel().call(path, interrupted, lines);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Calls what ends something; whatever was opened over a channel has ended with it.
   *
   * @throws SlipwayException as a call, but not {@code HOST_LOST}
   */
  void end(List<Step> path) {
    try {
      if (open().isPresent()) {
        call(path, line -> {});
      }
    } catch (SlipwayException e) {
      if (e.code() != ErrorCode.HOST_LOST) {
        throw e;
      }
    }
  }

  private Optional<Channel> open() {
    lock.lock();
    try {
      return current.filter(Channel::open);
    } finally {
      lock.unlock();
    }
  }

  private Channel channel() {
    lock.lock();
    try {
      Channel channel = current.filter(Channel::open).orElseGet(this::begin);
      current = Optional.of(channel);
      return channel;
    } finally {
      lock.unlock();
    }
  }

  private Channel begin() {
    LastWords errors = new LastWords();
    return Channel.open(name, process.apply(errors), errors);
  }

  @Override
  public void close() {
    open().ifPresent(Channel::close);
  }
}
