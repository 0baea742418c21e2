package dev.slipway.channel;

import dev.slipway.fake.FakePooler;
import dev.slipway.service.Endpoint;
import dev.slipway.service.Pooler;
import dev.slipway.service.PoolerContract;

final class FarPoolerTest extends PoolerContract {
  private final FakePooler there =
      new FakePooler(new Endpoint("127.0.41.1", 6432), new Endpoint("127.0.41.1", 5432));
  private final Pooler pooler = ServedInProcess.far(Pooler.class, there);

  @Override
  protected Pooler pooler() {
    return pooler;
  }

  @Override
  protected Pooler another() {
    return ServedInProcess.far(Pooler.class, there);
  }

  @Override
  protected Endpoint elsewhere() {
    return new Endpoint("127.0.42.1", 5432);
  }

  @Override
  protected AutoCloseable transaction() {
    return there.transaction();
  }
}
