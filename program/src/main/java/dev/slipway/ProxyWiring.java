package dev.slipway;

import dev.slipway.config.ProxySettings;
import dev.slipway.driver.nginx.NginxProxy;
import dev.slipway.driver.nginx.NginxSettings;
import dev.slipway.exec.Runner;
import dev.slipway.release.ProxyUpstream;
import java.util.List;
import java.util.Optional;

/** The proxies of the estate, in the order in which they are switched. */
final class ProxyWiring {
  private final List<ProxySettings> settings;
  private final Runner runner;
  private final Kept kept = new Kept();

  ProxyWiring(List<ProxySettings> settings, Runner runner) {
    this.settings = settings;
    this.runner = runner;
  }

  List<ProxyUpstream> all() {
    return settings.stream()
        .map(proxy -> new ProxyUpstream(nginx(proxy), proxy.upstream(), proxy.url().toString()))
        .toList();
  }

  /** Those in which the test site has an upstream of its own. */
  List<ProxyUpstream> ofTestSite() {
    return settings.stream()
        .flatMap(proxy -> proxy.test().map(test -> upstream(proxy, test)).stream())
        .toList();
  }

  private ProxyUpstream upstream(ProxySettings proxy, ProxySettings.Test test) {
    return new ProxyUpstream(nginx(proxy), test.upstream(), test.url().toString());
  }

  private NginxProxy nginx(ProxySettings proxy) {
    return kept.get(
        NginxProxy.class,
        proxy.name(),
        () ->
            new NginxProxy(
                new NginxSettings(
                    proxy.name(),
                    proxy.url().toString(),
                    proxy.config(),
                    proxy.prefix(),
                    "nginx",
                    Optional.empty(),
                    proxy.drain()),
                runner));
  }
}
