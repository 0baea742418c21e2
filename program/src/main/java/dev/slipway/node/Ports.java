package dev.slipway.node;

import dev.slipway.service.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Whether a port can be listened on, or answers. */
public final class Ports {
  private Ports() {}

  /** True when nobody listens on the port of this address, nor on it at every address. */
  public static boolean free(String address, int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(address, port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** True when a connection is accepted there. */
  static boolean answers(Endpoint endpoint) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
