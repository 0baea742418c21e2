package dev.slipway.testing;

import dev.slipway.driver.keyfile.KeyFileRing;
import dev.slipway.provider.local.ObjectStoreMain;
import dev.slipway.service.KeyRing;
import dev.slipway.service.NewKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The local object store as a process, with a key ring of its own. */
public final class RealObjectStore implements AutoCloseable {
  private final String address;
  private final Path folder;
  private final int port;
  private final KeyRing ring;
  private final LocalServer server;

  /**
   * @param address a loopback address that no other test uses
   * @param folder an empty folder for its state
   */
  public RealObjectStore(String address, Path folder) throws IOException {
    this(address, folder, 0);
  }

  /**
   * As above, on a disk that counts as full.
   *
   * @param keepFree how many bytes of the disk it must leave
   */
  public RealObjectStore(String address, Path folder, long keepFree) throws IOException {
    this.address = address;
    this.folder = folder;
    this.port = freePort(address);
    this.ring = new KeyFileRing(keys(), Clock.systemUTC());
    this.server =
        new LocalServer(
            ObjectStoreMain.class,
            folder.resolve("errors.txt"),
            List.of("-Xmx96m"),
            List.of(
                "--address",
                address,
                "--port",
                Integer.toString(port),
                "--data",
                folder.resolve("data").toString(),
                "--logs",
                folder.resolve("logs").toString(),
                "--keep-free",
                Long.toString(keepFree),
                "--keys",
                keys().toString(),
                "--ca-out",
                caFile().toString()));
  }

  public URI endpoint() {
    return URI.create("https://" + address + ":" + port);
  }

  public Path caFile() {
    return folder.resolve("ca.pem");
  }

  public KeyRing ring() {
    return ring;
  }

  /** A new key of the user that the store serves. */
  public NewKey activeKey(String user) {
    NewKey key = ring.create(user);
    ring.activate(user, key.id());
    return key;
  }

  @Override
  public void close() {
    server.close();
  }

  private Path keys() {
    return folder.resolve("keys.json");
  }

  static int freePort(String address) throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName(address))) {
      return probe.getLocalPort();
    }
  }
}
