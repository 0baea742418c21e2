package dev.slipway.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A reverse proxy in front of the sites.
 *
 * @param config its main configuration file
 * @param prefix its own folder ({@code nginx -p})
 * @param upstream whose server line a release changes
 * @param url where clients reach it
 * @param test the test site's part of it; empty when it has none
 * @param drain empty where the operator's configuration knows no drain: a plain reload then
 */
public record ProxySettings(
    String name,
    Driver driver,
    Path config,
    Path prefix,
    String upstream,
    URI url,
    Optional<Test> test,
    Optional<DrainSettings> drain) {
  public ProxySettings {
    Names.check(name);
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
    NGINX
  }
}
