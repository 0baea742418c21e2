package dev.slipway.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.error.ErrorCode;
import dev.slipway.service.Application;
import org.junit.jupiter.api.Test;

final class FakeApplicationTest extends FakedApplicationContract {
  @Test
  void failsAsOftenAsItIsTold() {
    fake.mishaps().failNext(1, ErrorCode.DEADLINE_EXCEEDED);
    fails(ErrorCode.DEADLINE_EXCEEDED, fake::healthy);
    assertThat(fake.healthy()).isTrue();
  }

  @Test
  void hangsUntilItsThreadIsInterrupted() {
    fake.mishaps().hang();
    Thread.currentThread().interrupt();
    fails(ErrorCode.INTERRUPTED, fake::indexer);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void liesAboutASwitch() {
    fake.mishaps().lie();
    fake.switchFileIndexer(true);
    assertThat(fake.fileIndexer().on()).isFalse();
  }

  @Override
  protected Application whole() {
    return fake;
  }

  @Override
  protected Application bare() {
    return bareFake;
  }
}
