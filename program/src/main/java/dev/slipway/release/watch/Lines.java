package dev.slipway.release.watch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Lines that another process writes, waited for with a deadline. */
final class Lines {
  /** Comes last, when the other process has ended or closed its side. */
  static final String END = "";

  private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();

  Lines(InputStream in) {
    Thread.ofPlatform().daemon().name("lines").start(() -> read(in));
  }

  /** The next line, {@link #END} included; empty when none came in time. */
  Optional<String> next(Duration timeout) throws InterruptedException {
    return Optional.ofNullable(arrived.poll(timeout.toNanos(), TimeUnit.NANOSECONDS));
  }

  private void read(InputStream in) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        arrived.add(line);
      }
    } catch (IOException e) {
      // A pipe that breaks has ended.
      arrived.add(END);
      return;
    }
    arrived.add(END);
  }
}
