package dev.slipway.driver.haproxy;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The socket on which a running HAProxy takes commands: management guide 9.3, "Unix Socket
 * commands". It answers one command a connection and closes it.
 *
 * @param deadline for one answer
 */
record RuntimeSocket(Path path, Duration deadline) {
  private static final int CHUNK = 1 << 13;

  /**
   * Says one command; whether it was obeyed is in the answer.
   *
   * @throws SlipwayException {@code PROXY_UNPROVEN} when there is no answer, {@code INTERRUPTED}
   */
  String ask(String command) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(path));
      ByteBuffer question = ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.UTF_8));
      while (question.hasRemaining()) {
        channel.write(question);
      }
      return answer(channel).strip();
    } catch (ClosedByInterruptException e) {
      throw interrupted(e);
    } catch (IOException e) {
      throw new SlipwayException(
          ErrorCode.PROXY_UNPROVEN,
          "HAProxy does not answer \"%s\" at %s: %s".formatted(command, path, e.getMessage()),
          "is it running, with `stats socket %s level admin`?".formatted(path),
          e);
    }
  }

  private String answer(SocketChannel channel) throws IOException {
    long end = System.nanoTime() + deadline.toNanos();
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    channel.configureBlocking(false);
    try (Selector selector = Selector.open()) {
      channel.register(selector, SelectionKey.OP_READ);
      while (channel.read(chunk) >= 0) {
        answer.write(chunk.array(), 0, chunk.position());
        chunk.clear();
        await(selector, end);
      }
    }
    return answer.toString(StandardCharsets.UTF_8);
  }

  private void await(Selector selector, long end) throws IOException {
    selector.selectedKeys().clear();
    long left = Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis());
    int ready = selector.select(left);
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted(null);
    }
    if (ready == 0 && System.nanoTime() >= end) {
      throw new IOException("nothing for %d ms".formatted(deadline.toMillis()));
    }
  }

  private SlipwayException interrupted(Throwable cause) {
    return new SlipwayException(
        ErrorCode.INTERRUPTED, "interrupted while asking HAProxy at " + path, "", cause);
  }
}
