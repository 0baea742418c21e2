package dev.slipway.fake;

import dev.slipway.service.ObjectStore;
import dev.slipway.service.ObjectStoreContract;

class FakeObjectStoreTest extends ObjectStoreContract {
  private final FakeObjectStore store = new FakeObjectStore();

  @Override
  protected ObjectStore store() {
    return store;
  }
}
