package dev.slipway.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.Database;
import dev.slipway.service.DatabaseContract;
import dev.slipway.service.Endpoint;
import dev.slipway.service.FinalPosition;
import dev.slipway.service.PeerDatabase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class FakeDatabaseTest extends DatabaseContract {
  private static final Duration BUDGET = Duration.ofSeconds(1);

  private final FakeDatabase primary =
      FakeDatabase.primary("v41-b", new Endpoint("127.0.41.1", 5432), "7000");
  private final FakeDatabase standby = primary.standby("v42-b", new Endpoint("127.0.42.1", 5432));

  @Test
  void aStandbyThatLagsProvesNothingUnlessItLies() {
    standby.lag(true);
    primary.write("unseen");
    primary.prepareFence(standby.endpoint());
    FinalPosition position = primary.fence(BUDGET);
    assertThatThrownBy(() -> standby.proveReplayed(position, BUDGET))
        .isInstanceOf(SlipwayException.class)
        .extracting(e -> ((SlipwayException) e).code())
        .isEqualTo(ErrorCode.NOT_CAUGHT_UP);
    standby.mishaps().lie();
    assertThat(standby.proveReplayed(position, BUDGET)).isGreaterThan(position.checkpoint());
    assertThat(standby.rows()).isEmpty();
  }

  @Override
  protected Database primary() {
    return primary;
  }

  @Override
  protected Database standby() {
    return standby;
  }

  @Override
  protected PeerDatabase peer() {
    return standby;
  }

  @Override
  protected void write(Database database) {
    ((FakeDatabase) database).write("row");
  }

  @Override
  protected int written(Database database) {
    return ((FakeDatabase) database).rows().size();
  }
}
