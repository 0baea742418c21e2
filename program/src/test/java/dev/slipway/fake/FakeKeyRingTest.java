package dev.slipway.fake;

import dev.slipway.service.KeyRing;
import dev.slipway.service.KeyRingContract;

class FakeKeyRingTest extends KeyRingContract {
  private final FakeKeyRing ring = new FakeKeyRing();

  @Override
  protected KeyRing ring() {
    return ring;
  }
}
