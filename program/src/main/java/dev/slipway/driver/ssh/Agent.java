package dev.slipway.driver.ssh;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.agent.common.AbstractAgentProxy;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * An SSH agent behind its socket, which keeps the private keys to itself. One that is not there has
 * no keys.
 */
final class Agent extends AbstractAgentProxy {
  private static final int LONGEST_ANSWER = 1 << 20;

  private final Optional<SocketChannel> socket;

  private Agent(Optional<SocketChannel> socket) {
    super(null);
    this.socket = socket;
  }

  static Agent at(Optional<Path> path) {
    return new Agent(path.flatMap(Agent::connect));
  }

  private static Optional<SocketChannel> connect(Path path) {
    try {
      SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        socket.connect(UnixDomainSocketAddress.of(path));
        return Optional.of(socket);
      } catch (IOException e) {
        socket.close();
        return Optional.empty();
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public Iterable<? extends Map.Entry<PublicKey, String>> getIdentities() throws IOException {
    return socket.isPresent() ? super.getIdentities() : List.of();
  }

  @Override
  protected synchronized Buffer request(Buffer question) throws IOException {
    SocketChannel agent = socket.orElseThrow(() -> new IOException("there is no agent"));
    ByteBuffer bytes = ByteBuffer.wrap(question.getCompactData());
    while (bytes.hasRemaining()) {
      agent.write(bytes);
    }
    // Closing this stream would close the socket.
    DataInputStream in = new DataInputStream(Channels.newInputStream(agent));
    int length = in.readInt();
    if (length < 1 || length > LONGEST_ANSWER) {
      throw new IOException("the agent answers with %d bytes".formatted(length));
    }
    return new ByteArrayBuffer(in.readNBytes(length));
  }

  @Override
  public boolean isOpen() {
    return socket.map(SocketChannel::isOpen).orElse(true);
  }

  @Override
  public void close() throws IOException {
    if (socket.isPresent()) {
      socket.get().close();
    }
  }
}
