package dev.slipway.testing;

import dev.slipway.service.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Free addresses and ports of this machine, asked for by binding. */
public final class Loopback {
  private static final int TRIES = 100;

  private Loopback() {}

  /**
   * An address of its own for one server: one of four million, so that tests that run at the same
   * time do not meet, and free at the ports that are asked about.
   */
  public static String address(int... ports) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    for (int i = 0; i < TRIES; i++) {
      String address =
          "127.%d.%d.%d"
              .formatted(random.nextInt(100, 200), random.nextInt(0, 250), random.nextInt(2, 250));
      if (free(address, ports)) {
        return address;
      }
    }
    throw new IllegalStateException("no free loopback address");
  }

  /** A free port on an address. */
  public static Endpoint endpoint(String address) {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(address))) {
      return new Endpoint(address, socket.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean free(String address, int... ports) {
    for (int port : ports) {
      try (ServerSocket socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress(address, port));
      } catch (IOException e) {
        return false;
      }
    }
    return true;
  }
}
