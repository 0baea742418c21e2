package dev.slipway.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.error.ErrorCode;
import dev.slipway.service.Provider;
import dev.slipway.service.ProviderContract;
import org.junit.jupiter.api.Test;

final class FakeProviderTest extends ProviderContract {
  private final FakeProvider provider = new FakeProvider();

  @Test
  void failsAsOftenAsItIsTold() {
    provider.mishaps().failNext(1, ErrorCode.BUILD_FAILED);
    fails(ErrorCode.BUILD_FAILED, () -> launched("one"));
    assertThat(launched("one").name()).isEqualTo("one");
  }

  @Test
  void hangsUntilItsThreadIsInterrupted() {
    provider.mishaps().hang();
    Thread.currentThread().interrupt();
    fails(ErrorCode.INTERRUPTED, () -> launched("one"));
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void liesAboutALaunch() {
    provider.launchNothing();
    launched("one");
    assertThat(provider.find("one")).isEmpty();
  }

  @Test
  void tellsWhetherASiteWouldRun() {
    launched("one");
    assertThat(provider.running("one")).isTrue();
    provider.stop("one");
    assertThat(provider.running("one")).isFalse();
  }

  @Override
  protected Provider provider() {
    return provider;
  }

  @Override
  protected String commit() {
    return "1".repeat(40);
  }

  @Override
  protected String otherCommit() {
    return "2".repeat(40);
  }
}
