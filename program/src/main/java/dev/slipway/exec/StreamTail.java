package dev.slipway.exec;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/** Reads one stream of a program: hands on its lines, keeps its last part. */
public final class StreamTail {
  static final int KEPT = 1 << 20;

  private final StringBuilder kept = new StringBuilder();
  private final StringBuilder line = new StringBuilder();
  private final Thread reader;

  public StreamTail(InputStream stream, Consumer<String> lines) {
    reader = Thread.startVirtualThread(() -> read(stream, lines));
  }

  /**
   * What came so far, after waiting for the stream's end: a child that outlives the program keeps
   * the stream open, and nobody waits for that.
   */
  public String text(Duration patience) throws InterruptedException {
    reader.join(patience);
    synchronized (kept) {
      return kept.length() > KEPT ? kept.substring(kept.length() - KEPT) : kept.toString();
    }
  }

  private void read(InputStream stream, Consumer<String> lines) {
    char[] buffer = new char[8192];
    try (Reader text = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
      for (int count = text.read(buffer); count >= 0; count = text.read(buffer)) {
        keep(buffer, count);
        handOn(buffer, count, lines);
      }
    } catch (IOException e) {
      keep(" [stream lost]".toCharArray(), " [stream lost]".length());
    }
    if (!line.isEmpty()) {
      lines.accept(line.toString());
    }
  }

  private void keep(char[] buffer, int count) {
    synchronized (kept) {
      kept.append(buffer, 0, count);
      if (kept.length() > 2 * KEPT) {
        kept.delete(0, kept.length() - KEPT);
      }
    }
  }

  /** A line longer than what is kept is handed on in parts. */
  private void handOn(char[] buffer, int count, Consumer<String> lines) {
    for (int i = 0; i < count; i++) {
      if (buffer[i] == '\n' || line.length() >= KEPT) {
        lines.accept(line.toString());
        line.setLength(0);
      }
      if (buffer[i] != '\n' && buffer[i] != '\r') {
        line.append(buffer[i]);
      }
    }
  }
}
