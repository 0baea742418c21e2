package dev.slipway.driver.pgbouncer;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * TLS on a connection whenever the other side offers it, as libpq does by default ({@code
 * sslmode=prefer}, PostgreSQL manual, 34.19.2). It keeps others from listening; that the other side
 * is who it says is for SCRAM to prove, and no certificate is looked at.
 */
final class Encryption {
  private static final int LENGTH = 2 * Integer.BYTES;

  /** The code of an SSLRequest (PostgreSQL manual, 55.7). */
  private static final int REQUEST = 80_877_103;

  private static final int OFFERED = 'S';

  private Encryption() {}

  /** The socket to go on with: nothing was said on it yet. */
  static Socket offered(Socket socket) throws IOException {
    byte[] request = ByteBuffer.allocate(LENGTH).putInt(LENGTH).putInt(REQUEST).array();
    socket.getOutputStream().write(request);
    return socket.getInputStream().read() == OFFERED ? encrypted(socket) : socket;
  }

  private static Socket encrypted(Socket socket) throws IOException {
    String host = socket.getInetAddress().getHostAddress();
    SSLSocket encrypted =
        (SSLSocket) context().getSocketFactory().createSocket(socket, host, socket.getPort(), true);
    encrypted.startHandshake();
    return encrypted;
  }

  private static SSLContext context() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Anybody()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS is not to be had", e);
    }
  }

  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
