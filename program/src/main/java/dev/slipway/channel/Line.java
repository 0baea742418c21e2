package dev.slipway.channel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Lines each way between two processes. Each says every now and then that it is there, and takes
 * the other one for lost after a silence: a machine that lost its power closes no connection, and a
 * process that was stopped says nothing.
 */
final class Line {
  private static final Duration BEAT = Duration.ofSeconds(4);
  private static final Duration SILENCE = Duration.ofSeconds(20);

  private final BufferedReader in;
  private final OutputStream out;
  private final Duration beat;
  private final Duration silence;
  private final Lock writing = new ReentrantLock();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile long heard = System.nanoTime();

  Line(InputStream in, OutputStream out) {
    this(in, out, BEAT, SILENCE);
  }

  /**
   * @param beat after which it says again that it is there
   * @param silence after which the other side is lost
   */
  Line(InputStream in, OutputStream out, Duration beat, Duration silence) {
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    this.out = out;
    this.beat = beat;
    this.silence = silence;
  }

  /** Hands on what arrives until nothing more does; on threads of its own. */
  void listen(Consumer<String> lines) {
    Thread.ofPlatform().daemon().name("channel").start(() -> read(lines));
    Thread.startVirtualThread(this::beat);
    Thread.startVirtualThread(this::watch);
  }

  /** The next line, before {@link #listen}; null at the end. */
  String next() throws IOException {
    String line = in.readLine();
    heard = System.nanoTime();
    return line;
  }

  /**
   * Returns when it is said, interrupted or not: by a thread of its own, because an interrupt of
   * the one that writes closes a pipe of Java's, and a channel of SSH, for everybody.
   *
   * @throws IOException when the other side is gone
   */
  void say(String line) throws IOException {
    try {
      CompletableFuture.runAsync(() -> write(line), Thread::startVirtualThread).join();
    } catch (CompletionException e) {
      throw new IOException(e.getCause());
    }
  }

  private void write(String line) {
    writing.lock();
    try {
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writing.unlock();
    }
  }

  boolean open() {
    return ended.getCount() > 0;
  }

  /** From now on it counts as lost. */
  void end() {
    ended.countDown();
  }

  void awaitEnd() throws InterruptedException {
    ended.await();
  }

  private void read(Consumer<String> lines) {
    try {
      for (String line = next(); line != null && open(); line = next()) {
        if (!line.equals(Wire.ALIVE)) {
          lines.accept(line);
        }
      }
    } catch (IOException e) {
      // A pipe that breaks has ended.
      end();
    } finally {
      end();
    }
  }

  private void beat() {
    try {
      while (!endsWithin(beat)) {
        say(Wire.ALIVE);
      }
    } catch (IOException e) {
      end();
    }
  }

  /** Beside {@link #beat}, which waits with everybody who writes to one that reads no more. */
  private void watch() {
    long silent = 0;
    while (silent < silence.toNanos() && !endsWithin(silence.minusNanos(silent))) {
      silent = System.nanoTime() - heard;
    }
    end();
  }

  private boolean endsWithin(Duration time) {
    try {
      return ended.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
