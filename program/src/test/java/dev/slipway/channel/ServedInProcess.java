package dev.slipway.channel;

import dev.slipway.exec.Dialogue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.time.Duration;

/** A dialogue with a serving end in this process, over two pipes that can be cut. */
final class ServedInProcess<T> implements Dialogue {
  private final Pipe there = pipe();
  private final Pipe back = pipe();
  private final Thread server;

  ServedInProcess(Class<T> type, T object) {
    server = Thread.startVirtualThread(() -> serve(type, object));
  }

  /** What stands for the object, over a channel of its own. */
  static <T> T far(Class<T> type, T object) {
    return new Far<>(type, "web1", errors -> new ServedInProcess<>(type, object)).near();
  }

  private void serve(Class<T> type, T object) {
    try {
      Served.serve(
          type,
          object,
          Channels.newInputStream(there.source()),
          Channels.newOutputStream(back.sink()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    cut();
  }

  /** As when the network goes: neither side hears more, nor what the other does because of it. */
  void cut() {
    try {
      back.sink().close();
      there.sink().close();
      there.source().close();
      back.source().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the serving end has left. */
  boolean left() throws InterruptedException {
    server.join(Duration.ofSeconds(10));
    return !server.isAlive();
  }

  @Override
  public OutputStream input() {
    return Channels.newOutputStream(there.sink());
  }

  @Override
  public InputStream output() {
    return Channels.newInputStream(back.source());
  }

  @Override
  public void close() {
    cut();
  }

  private static Pipe pipe() {
    try {
      return Pipe.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
