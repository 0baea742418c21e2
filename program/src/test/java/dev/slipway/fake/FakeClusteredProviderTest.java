package dev.slipway.fake;

import dev.slipway.service.ClusteredProviderContract;
import dev.slipway.service.Provider;

final class FakeClusteredProviderTest extends ClusteredProviderContract {
  private final FakeProvider provider = new FakeProvider();

  @Override
  protected Provider provider() {
    return provider;
  }

  @Override
  protected String commit() {
    return "1".repeat(40);
  }
}
