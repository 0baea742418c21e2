package dev.slipway.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.service.Endpoint;
import dev.slipway.service.Pooler;
import dev.slipway.service.PoolerContract;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class FakePoolerTest extends PoolerContract {
  private final FakePooler pooler =
      new FakePooler(new Endpoint("127.0.41.1", 6432), new Endpoint("127.0.41.1", 5432));

  @Test
  void liesAboutAHold() {
    pooler.prepare();
    pooler.mishaps().lie();
    pooler.hold(Duration.ofSeconds(1));
    assertThat(pooler.status().paused()).isFalse();
  }

  @Override
  protected Pooler pooler() {
    return pooler;
  }

  @Override
  protected Pooler another() {
    return pooler;
  }

  @Override
  protected Endpoint elsewhere() {
    return new Endpoint("127.0.42.1", 5432);
  }

  @Override
  protected AutoCloseable transaction() {
    return pooler.transaction();
  }
}
