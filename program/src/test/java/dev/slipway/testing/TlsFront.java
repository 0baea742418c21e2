package dev.slipway.testing;

import dev.slipway.provider.local.ServerCertificate;
import dev.slipway.service.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/**
 * TLS before a server that speaks none: every byte is passed on. It says goodbye at the end of a
 * connection, which OpenSSL's clients insist on.
 */
public final class TlsFront implements AutoCloseable {
  private final Endpoint behind;
  private final ServerSocket listening;

  /**
   * @param folder for its certificate
   * @param ca where the certificate is written for who is to trust it
   */
  public TlsFront(Endpoint at, Endpoint behind, Path folder, Path ca)
      throws IOException, GeneralSecurityException {
    this.behind = behind;
    ServerCertificate certificate = new ServerCertificate(at.host(), folder.resolve("front.p12"));
    listening =
        certificate
            .context()
            .getServerSocketFactory()
            .createServerSocket(at.port(), 50, InetAddress.getByName(at.host()));
    certificate.exportTo(ca);
    Thread.ofVirtual().start(this::accept);
  }

  private void accept() {
    try {
      while (!listening.isClosed()) {
        Socket client = listening.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException e) {
      // Closed: no more come.
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket server = new Socket(behind.host(), behind.port())) {
      Thread.ofVirtual().start(() -> pass(client, server));
      server.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException e) {
      // One of the two has hung up.
    }
  }

  private static void pass(Socket from, Socket to) {
    try (InputStream in = from.getInputStream()) {
      in.transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // As above.
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
