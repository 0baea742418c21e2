package dev.slipway;

import dev.slipway.config.ProxySettings;
import dev.slipway.driver.haproxy.HaproxyProxy;
import dev.slipway.driver.haproxy.HaproxySettings;
import dev.slipway.driver.nginx.NginxProxy;
import dev.slipway.driver.nginx.NginxSettings;
import dev.slipway.exec.Runner;
import dev.slipway.release.ProxyUpstream;
import dev.slipway.service.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
        .map(proxy -> new ProxyUpstream(driver(proxy), proxy.upstream(), proxy.url().toString()))
        .toList();
  }

  /** Those in which the test site has an upstream of its own. */
  List<ProxyUpstream> ofTestSite() {
    return settings.stream()
        .flatMap(proxy -> proxy.test().map(test -> upstream(proxy, test)).stream())
        .toList();
  }

  private ProxyUpstream upstream(ProxySettings proxy, ProxySettings.Test test) {
    return new ProxyUpstream(driver(proxy), test.upstream(), test.url().toString());
  }

  private Proxy driver(ProxySettings settings) {
    return kept.get(
        Proxy.class,
        settings.name(),
        () ->
            switch (settings.driver()) {
              case NGINX -> nginx(settings);
              case HAPROXY -> haproxy(settings);
            });
  }

  private NginxProxy nginx(ProxySettings proxy) {
    return new NginxProxy(
        new NginxSettings(
            proxy.name(),
            proxy.url().toString(),
            proxy.config(),
            proxy.prefix().orElseThrow(),
            "nginx",
            Optional.empty(),
            proxy.drain()),
        runner);
  }

  private HaproxyProxy haproxy(ProxySettings proxy) {
    Stream<String> test = proxy.test().map(ProxySettings.Test::upstream).stream();
    return new HaproxyProxy(
        new HaproxySettings(
            proxy.name(),
            proxy.config(),
            proxy.socket().orElseThrow(),
            "haproxy",
            Stream.concat(Stream.of(proxy.upstream()), test).toList()),
        runner);
  }
}
