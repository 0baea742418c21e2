package dev.slipway.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A reverse proxy in front of the sites.
 *
 * @param config its main configuration file
 * @param prefix of nginx: its own folder ({@code nginx -p})
 * @param socket of haproxy: its {@code stats socket … level admin}
 * @param upstream whose server line a release changes
 * @param url where clients reach it
 * @param test the test site's part of it; empty when it has none
 * @param drain of nginx: empty where the operator's configuration knows no drain: a plain reload
 *     then
 */
public record ProxySettings(
    String name,
    Driver driver,
    Path config,
    Optional<Path> prefix,
    Optional<Path> socket,
    String upstream,
    URI url,
    Optional<Test> test,
    Optional<DrainSettings> drain) {
  public ProxySettings {
    Names.check(name);
    switch (driver) {
      case NGINX -> {
        require(prefix.isPresent(), "driver nginx needs prefix, its own folder");
        require(socket.isEmpty(), "driver nginx has no socket; it is reloaded");
      }
      case HAPROXY -> {
        require(socket.isPresent(), "driver haproxy needs socket, its stats socket of level admin");
        require(prefix.isEmpty(), "driver haproxy has no prefix");
        require(drain.isEmpty(), "driver haproxy needs no drain; it is not reloaded");
      }
    }
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  /**
   * Where people try the test site out.
   *
   * @param upstream whose server line moves with the test site
   * @param url where it is reached through the proxy
   */
  public record Test(String upstream, URI url) {}

  /** The technology. */
  public enum Driver {
    /** Reloaded when its server line has changed. */
    NGINX,
    /** Told by its runtime API where its server is now. */
    HAPROXY
  }
}
