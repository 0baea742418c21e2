package dev.slipway.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.service.Endpoint;
import dev.slipway.service.Proxy;
import dev.slipway.service.ProxyContract;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FakeProxyTest extends ProxyContract {
  private final FakeProxy proxy = new FakeProxy("main", Map.of(UPSTREAM, first()));

  @Test
  void liesAboutASwitch() {
    proxy.mishaps().lie();
    proxy.switchTo(UPSTREAM, second());
    assertThat(proxy.current(UPSTREAM)).isEqualTo(second());
    assertThat(answering()).isEqualTo(first());
  }

  @Override
  protected Proxy proxy() {
    return proxy;
  }

  @Override
  protected Endpoint first() {
    return new Endpoint("127.0.41.1", 8080);
  }

  @Override
  protected Endpoint second() {
    return new Endpoint("127.0.42.1", 8080);
  }

  @Override
  protected Endpoint answering() {
    return proxy.answering(UPSTREAM);
  }

  @Override
  protected void cutOff() {
    proxy.leaveDraining();
  }

  @Override
  protected boolean keepsConnections() {
    return proxy.keepsConnections();
  }

  @Override
  protected void spoil() {
    proxy.spoil();
  }
}
