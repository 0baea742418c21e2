package dev.slipway.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import org.junit.jupiter.api.Test;

/** What every proxy does. */
public abstract class ProxyContract {
  protected static final String UPSTREAM = "portal";

  /** A proxy that runs and whose upstream has one server. */
  protected abstract Proxy proxy();

  protected abstract Endpoint first();

  protected abstract Endpoint second();

  /** Who answers a request through the proxy. */
  protected abstract Endpoint answering() throws Exception;

  /** Leaves the proxy as a switch does whose controller was killed. */
  protected abstract void cutOff() throws Exception;

  /** Whether a client may keep its connection. */
  protected abstract boolean keepsConnections() throws Exception;

  /** Leaves the configuration as an operator's slip of the finger would. */
  protected abstract void spoil();

  @Test
  void sendsToTheOtherServerAsSoonAsItIsSwitched() throws Exception {
    assertThat(proxy().current(UPSTREAM)).isEqualTo(first());
    assertThat(answering()).isEqualTo(first());
    proxy().switchTo(UPSTREAM, second());
    assertThat(answering()).isEqualTo(second());
    proxy().switchTo(UPSTREAM, second());
    assertThat(proxy().current(UPSTREAM)).isEqualTo(second());
    assertThat(proxy().show()).anyMatch(line -> line.contains(second().toString()));
  }

  @Test
  void aPreviewShowsTheChangeAndMakesNone() throws Exception {
    assertThat(proxy().preview(UPSTREAM, second()))
        .contains("-", first().toString(), "+", second().toString());
    assertThat(proxy().preview(UPSTREAM, first())).isEmpty();
    assertThat(proxy().current(UPSTREAM)).isEqualTo(first());
    assertThat(answering()).isEqualTo(first());
  }

  @Test
  void endsWhatASwitchThatWasCutOffLeftBehind() throws Exception {
    cutOff();
    proxy().settle();
    assertThat(keepsConnections()).isTrue();
    assertThat(answering()).isEqualTo(first());
    cutOff();
    proxy().switchTo(UPSTREAM, second());
    assertThat(keepsConnections()).isTrue();
  }

  @Test
  void refusesAnUpstreamThatIsNotThereAndAConfigurationThatIsSpoiled() throws Exception {
    refuses(() -> proxy().switchTo("nobody", second()));
    proxy().test();
    spoil();
    refuses(() -> proxy().test());
    refuses(() -> proxy().switchTo(UPSTREAM, second()));
    assertThat(answering()).isEqualTo(first());
  }

  private static void refuses(Runnable what) {
    assertThatThrownBy(what::run)
        .isInstanceOf(SlipwayException.class)
        .extracting(e -> ((SlipwayException) e).code())
        .isEqualTo(ErrorCode.PROXY_CONFIGURATION);
  }
}
