package dev.slipway.testing;

import dev.slipway.provider.local.SearchNodeMain;
import dev.slipway.service.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A search node as a process: a cluster of its own. */
public final class RealSearchNode implements AutoCloseable {
  private final Endpoint endpoint;
  private final LocalServer server;

  /**
   * @param folder an empty folder for its state
   */
  public RealSearchNode(Path folder) throws IOException {
    this(folder, folder.resolve("snapshots"));
  }

  /**
   * @param snapshots the folder that snapshots are kept in, which several may share
   */
  public RealSearchNode(Path folder, Path snapshots) throws IOException {
    Files.createDirectories(folder);
    String address = Loopback.address(9200, 9300);
    this.endpoint = new Endpoint(address, 9200);
    this.server =
        new LocalServer(
            SearchNodeMain.class,
            folder.resolve("errors.txt"),
            List.of("-Xms192m", "-Xmx192m"),
            List.of(
                "--cluster=test",
                "--name=n1",
                "--address=" + address,
                "--data=" + folder.resolve("data"),
                "--logs=" + folder.resolve("logs"),
                "--snapshots=" + snapshots,
                "--initial-managers=n1"));
  }

  /** Where it answers HTTP. */
  public Endpoint endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    server.close();
  }
}
