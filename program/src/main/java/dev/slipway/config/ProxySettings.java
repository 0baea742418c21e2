package dev.slipway.config;

import java.net.URI;
import java.nio.file.Path;

/**
 * A reverse proxy in front of the sites.
 *
 * @param config its main configuration file
 * @param prefix its own folder ({@code nginx -p})
 * @param upstream whose server line a release changes
 * @param url where clients reach it
 */
public record ProxySettings(
    String name, Driver driver, Path config, Path prefix, String upstream, URI url) {
  public ProxySettings {
    Names.check(name);
  }

  /** The technology. */
  public enum Driver {
    NGINX
  }
}
