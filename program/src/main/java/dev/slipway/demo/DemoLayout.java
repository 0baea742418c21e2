package dev.slipway.demo;

import dev.slipway.config.LoopbackNetwork;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.stream.IntStream;

/**
 * Where the files and servers of one demo are.
 *
 * @param folder everything is below it
 * @param network the demo's own loopback network; sites take its first addresses
 */
record DemoLayout(Path folder, LoopbackNetwork network) {
  static final String ESTATE_FILE = "estate.yaml";
  static final int STORE_PORT = 9000;
  static final int PROXY_PORT = 8080;
  static final int SMTP_PORT = 2525;
  static final int TRACKER_PORT = 3000;
  static final String BACKUP_USER = "write-backups";
  static final String UPLOAD_USER = "upload-files";

  private static final int FIRST = 41;
  private static final int LAST = 99;

  /**
   * A layout in the first network of this machine on which nobody answers. The search begins where
   * the folder says, so that estates that are started at the same time do not meet.
   */
  static DemoLayout in(Path folder) {
    int networks = LAST - FIRST + 1;
    return IntStream.range(0, networks)
        .map(number -> FIRST + Math.floorMod(folder.hashCode() + number, networks))
        .mapToObj(number -> new DemoLayout(folder, new LoopbackNetwork("127.0." + number)))
        .filter(DemoLayout::free)
        .findFirst()
        .orElseThrow(
            () ->
                new SlipwayException(
                    ErrorCode.PORT_IN_USE,
                    "no loopback network between 127.0.%d.0 and 127.0.%d.0 is free"
                        .formatted(FIRST, LAST),
                    "stop the estates that were kept by earlier demos"));
  }

  String store() {
    return network.address(253);
  }

  /** Mail and tracker live in the demo's own process. */
  String office() {
    return network.address(254);
  }

  String proxy(String name) {
    return network.address(name.equals("main") ? 251 : 252);
  }

  String proxyUrl(String name) {
    return "http://%s:%d".formatted(proxy(name), PROXY_PORT);
  }

  Path proxyFolder(String name) {
    return folder.resolve("nginx").resolve(name);
  }

  Path estateFile() {
    return folder.resolve(ESTATE_FILE);
  }

  Path origin() {
    return folder.resolve("origin.git");
  }

  Path secret(String name) {
    return folder.resolve("secrets").resolve(name);
  }

  Path storeFolder() {
    return folder.resolve("store");
  }

  Path keys() {
    return storeFolder().resolve("keys.json");
  }

  Path ca() {
    return storeFolder().resolve("ca.pem");
  }

  private boolean free() {
    return bindable(store(), STORE_PORT)
        && bindable(proxy("main"), PROXY_PORT)
        && bindable(network.address(1), 5432);
  }

  private static boolean bindable(String address, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(address, port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
