package dev.slipway.release.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.fake.FakeDatabase;
import dev.slipway.fake.FakePooler;
import dev.slipway.release.Switchover.Side;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.Endpoint;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The watch beside the new site's pooler, which serves both databases' clients in turn. */
class PoolerRescueTest {
  private static final Duration BUDGET = Duration.ofSeconds(1);

  private final FakeDatabase old =
      FakeDatabase.primary("v41-b", new Endpoint("127.0.41.1", 5432), "7000");
  private final FakeDatabase next = old.standby("v42-b", new Endpoint("127.0.42.1", 5432));
  private final FakePooler pooler =
      new FakePooler(new Endpoint("127.0.42.1", 6432), old.endpoint());
  private final PoolerRescue rescue =
      new PoolerRescue(new Side("v42-b", next, pooler), new Peer("v41-b", old));

  @Test
  void letsItsClientsGoOnWhenTheOldDatabaseServes() {
    hold();
    assertThat(rescue.attempt(false)).isEqualTo("v41-b serves");
    assertThat(pooler.status().paused()).isFalse();
    assertThat(pooler.status().target()).isEqualTo(old.endpoint());
  }

  @Test
  void waitsForTheOtherWatchWhileNeitherServesAndGivesNothingBackItself() {
    hold();
    fence();
    assertThatThrownBy(() -> rescue.attempt(true))
        .isInstanceOf(SlipwayException.class)
        .extracting(e -> ((SlipwayException) e).code())
        .isEqualTo(ErrorCode.DATABASE_STATE);
    assertThat(pooler.status().paused()).isTrue();
    assertThat(old.status().fenced()).isTrue();
    assertThat(next.status().role()).isEqualTo(DatabaseRole.STANDBY);
    old.unfence(BUDGET);
    rescue.attempt(false);
    assertThat(pooler.status().paused()).isFalse();
  }

  @Test
  void sendsItsClientsToTheNewDatabaseWhenThatIsPromoted() {
    hold();
    fence();
    next.promote(BUDGET);
    assertThat(rescue.attempt(false)).isEqualTo("v42-b is promoted and serves");
    assertThat(pooler.status().paused()).isFalse();
    assertThat(pooler.status().target()).isEqualTo(next.endpoint());
  }

  private void hold() {
    rescue.prepare();
    pooler.hold(BUDGET);
  }

  private void fence() {
    old.prepareFence(next.endpoint());
    next.preparePromotion(BUDGET);
    old.fence(BUDGET);
  }
}
