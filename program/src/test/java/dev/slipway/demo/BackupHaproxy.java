package dev.slipway.demo;

import dev.slipway.service.Endpoint;
import dev.slipway.service.SiteRecord;
import dev.slipway.testing.RealHaproxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An HAProxy in the place of an estate's second nginx, at its address, as an operator would change
 * it: whoever opens the estate from now on switches the one and the other.
 */
final class BackupHaproxy implements AutoCloseable {
  private static final String BEGIN = "  - name: backup\n";
  private static final String END = "objectStore:\n";

  private final RealHaproxy haproxy;

  private BackupHaproxy(RealHaproxy haproxy) {
    this.haproxy = haproxy;
  }

  /**
   * @param estate that is started
   * @param current the site that both proxies send to
   */
  static BackupHaproxy in(DemoEstate estate, SiteRecord current) throws IOException {
    estate.proxies().getLast().stop();
    Endpoint listen = new Endpoint(estate.layout().proxy("backup"), DemoLayout.PROXY_PORT);
    BackupHaproxy backup = new BackupHaproxy(new RealHaproxy(listen, current.application()));
    backup.describe(estate.estateFile());
    return backup;
  }

  private void describe(Path estateFile) throws IOException {
    String text = Files.readString(estateFile);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END);
    if (begin < BEGIN.length() || end < begin) {
      throw new IllegalStateException("the demo's estate has other proxies now");
    }
    Files.writeString(estateFile, text.substring(0, begin) + settings() + text.substring(end));
  }

  private String settings() {
    return """
        driver: haproxy
        config: %s
        socket: %s
        upstream: %s
        url: "%s"
    """
        .formatted(haproxy.configuration(), haproxy.socket(), RealHaproxy.BACKEND, haproxy.url());
  }

  @Override
  public void close() throws IOException {
    haproxy.close();
  }
}
