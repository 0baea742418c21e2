package dev.slipway.driver.pgbouncer;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Messages of PostgreSQL's protocol 3 (PostgreSQL manual, 55.7) over one connection. */
final class Wire implements AutoCloseable {
  private static final int VERSION_3 = 196_608;
  private static final int GREATEST = 1 << 24;

  /** How long one read may block before interruption and deadline are looked at. */
  private static final int GLANCE_MS = 50;

  private final Socket socket;
  private final PushbackInputStream first;
  private final DataInputStream in;
  private final OutputStream out;

  Wire(String host, int port, Duration timeout) throws IOException {
    Socket plain = new Socket();
    try {
      int limit = Math.toIntExact(timeout.toMillis());
      plain.connect(new InetSocketAddress(host, port), limit);
      plain.setTcpNoDelay(true);
      plain.setSoTimeout(limit);
      socket = Encryption.offered(plain);
      first = new PushbackInputStream(socket.getInputStream(), 1);
      in = new DataInputStream(first);
      out = socket.getOutputStream();
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  /** One message: its kind and what follows its length. */
  record Message(char kind, ByteBuffer body) {
    String string() {
      int begin = body.position();
      while (body.get() != 0) {
        // The text ends at the first 0.
      }
      return text(begin, body.position() - 1 - begin);
    }

    /** What is left of the body. */
    String rest() {
      return text(body.position(), body.remaining());
    }

    String take(int length) {
      String text = text(body.position(), length);
      body.position(body.position() + length);
      return text;
    }

    private String text(int begin, int length) {
      return new String(body.array(), body.arrayOffset() + begin, length, StandardCharsets.UTF_8);
    }
  }

  void startup(String user, String database) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (String word : new String[] {"user", user, "database", database, ""}) {
      body.writeBytes(bytes(word));
    }
    int length = body.size() + 2 * Integer.BYTES;
    ByteBuffer packet = ByteBuffer.allocate(length).putInt(length).putInt(VERSION_3);
    // In one piece: PgBouncer refuses a startup message that comes in parts.
    out.write(packet.put(body.toByteArray()).array());
  }

  void send(char kind, byte[] body) throws IOException {
    ByteBuffer message = ByteBuffer.allocate(1 + Integer.BYTES + body.length);
    message.put((byte) kind).putInt(Integer.BYTES + body.length).put(body);
    out.write(message.array());
  }

  /**
   * The next message.
   *
   * @throws SocketTimeoutException when it did not begin before the end
   */
  Message receive(long end) throws IOException {
    awaitByte(end);
    socket.setSoTimeout(5000);
    char kind = (char) in.readUnsignedByte();
    int length = in.readInt() - Integer.BYTES;
    if (length < 0 || length > GREATEST) {
      throw new IOException("not a PgBouncer: a message of " + length + " bytes");
    }
    byte[] body = new byte[length];
    in.readFully(body);
    return new Message(kind, ByteBuffer.wrap(body));
  }

  static byte[] bytes(String text) {
    return (text + '\0').getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void awaitByte(long end) throws IOException {
    while (true) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw new SocketTimeoutException("no answer in time");
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted");
      }
      socket.setSoTimeout(Math.clamp(left / 1_000_000, 1, GLANCE_MS));
      try {
        first.unread(in.readUnsignedByte());
        return;
      } catch (SocketTimeoutException e) {
        // Only a glance: the deadline decides.
      }
    }
  }
}
