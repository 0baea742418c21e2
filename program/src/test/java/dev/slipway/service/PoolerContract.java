package dev.slipway.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What every pooler must do, the fake and the real one. */
public abstract class PoolerContract {
  private static final Duration BUDGET = Duration.ofSeconds(10);

  /** A pooler that nobody holds. */
  protected abstract Pooler pooler();

  /** Another view of the same pooler, as a controller that comes later has it. */
  protected abstract Pooler another();

  /** Another database for the pool. */
  protected abstract Endpoint elsewhere();

  /** A client's transaction through the pool, open until closed. */
  protected abstract AutoCloseable transaction() throws Exception;

  @Test
  void holdsAndReleases() {
    pooler().prepare();
    assertThat(pooler().status().paused()).isFalse();
    pooler().hold(BUDGET);
    assertThat(pooler().status().paused()).isTrue();
    pooler().release();
    assertThat(pooler().status().paused()).isFalse();
  }

  @Test
  void holdsNobodyUnprepared() {
    assertThatThrownBy(() -> pooler().hold(BUDGET))
        .isInstanceOf(SlipwayException.class)
        .extracting(e -> ((SlipwayException) e).code())
        .isEqualTo(ErrorCode.POOLER_FAILED);
    assertThat(another().status().paused()).isFalse();
  }

  @Test
  void holdsAndReleasesWithoutHarmWhenDoneTwice() {
    pooler().release();
    pooler().prepare();
    pooler().hold(BUDGET);
    pooler().hold(BUDGET);
    assertThat(pooler().status().paused()).isTrue();
    pooler().release();
    pooler().release();
    assertThat(pooler().status().paused()).isFalse();
  }

  @Test
  void aHoldThatAnOpenTransactionBlocksIsReleasedAgain() throws Exception {
    pooler().prepare();
    try (AutoCloseable open = transaction()) {
      assertThat(open).isNotNull();
      assertThat(pooler().status().activeClients()).isEqualTo(1);
      assertThatThrownBy(() -> pooler().hold(Duration.ofMillis(200)))
          .isInstanceOf(SlipwayException.class)
          .extracting(e -> ((SlipwayException) e).code())
          .isEqualTo(ErrorCode.HOLD_NOT_REACHED);
      assertThat(pooler().status().paused()).isFalse();
    }
    pooler().hold(BUDGET);
    assertThat(pooler().status().paused()).isTrue();
  }

  @Test
  void aControllerThatComesLaterSeesTheHoldAndEndsIt() {
    pooler().prepare();
    pooler().hold(BUDGET);
    assertThat(another().status().paused()).isTrue();
    another().release();
    assertThat(pooler().status().paused()).isFalse();
  }

  @Test
  void sendsElsewhereWhileItHolds() {
    pooler().prepare();
    pooler().prepareRepoint(elsewhere());
    assertThat(pooler().status().target()).isNotEqualTo(elsewhere());
    pooler().hold(BUDGET);
    pooler().repoint(elsewhere());
    pooler().repoint(elsewhere());
    assertThat(pooler().status().target()).isEqualTo(elsewhere());
    assertThat(pooler().status().paused()).isTrue();
    assertThat(another().status().target()).isEqualTo(elsewhere());
    pooler().settle();
    pooler().settle();
    assertThat(pooler().status().target()).isEqualTo(elsewhere());
  }
}
