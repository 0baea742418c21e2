package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.fake.FakeApplication;
import dev.slipway.fake.FakeProxy;
import dev.slipway.service.Application.Feature;
import dev.slipway.workflow.Progress;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProxyTurnTest {
  private final FakeApplication application = new FakeApplication();
  private final FakeProxy proxy =
      new FakeProxy("main", Map.of("catalog", TestRelease.OLD.application()));
  private final ProxyTurn turn =
      new ProxyTurn(new ProxyUpstream(proxy, "catalog", proxy.url()), TestRelease.NEW, application);

  @BeforeEach
  void answer() {
    application.answersAt(proxy.url(), () -> Optional.of(answering()));
  }

  private String answering() {
    return proxy.answering("catalog").equals(TestRelease.NEW.application()) ? "v42-b" : "v41-b";
  }

  @Test
  void switchesOnceAndKnowsIt() {
    assertThat(turn.observe()).isEmpty();
    assertThat(turn.run(Progress.silent()).facts()).containsEntry("answeredBy", "v42-b");
    assertThat(turn.observe().orElseThrow().facts()).containsEntry("answeredBy", "v42-b");
  }

  @Test
  void neverSendsClientsToASiteThatDoesNotAnswer() {
    application.healthy(false);

    SlipwayException refused =
        catchThrowableOfType(SlipwayException.class, () -> turn.run(Progress.silent()));

    assertThat(refused.code()).isEqualTo(ErrorCode.APPLICATION_UNHEALTHY);
    assertThat(proxy.current("catalog")).isEqualTo(TestRelease.OLD.application());
  }

  /** As a controller leaves it that died between the file and the reload. */
  @Test
  void switchesAProxyAgainThatHasNotReadItsFile() {
    proxy.mishaps().lie();
    proxy.switchTo("catalog", TestRelease.NEW.application());
    proxy.mishaps().mend();

    assertThat(turn.observe()).isEmpty();
    assertThat(turn.run(Progress.silent()).facts()).containsEntry("answeredBy", "v42-b");
  }

  /** As a controller leaves it that died between the reload and the end of its drain. */
  @Test
  void lettingClientsKeepTheirConnectionsIsPartOfTheLook() {
    turn.run(Progress.silent());
    proxy.leaveDraining();

    assertThat(turn.observe()).isPresent();
    assertThat(proxy.keepsConnections()).isTrue();
  }

  @Test
  void switchesAgainWhenTheApplicationCannotSayWhoItIs() {
    application.without(Feature.SITE_NAME);
    turn.run(Progress.silent());

    assertThat(turn.observe()).isEmpty();
    assertThat(turn.run(Progress.silent()).facts()).containsKey("proof");
  }

  @Test
  void isNotThereWhenNothingAnswers() {
    turn.run(Progress.silent());
    FakeApplication silent = new FakeApplication();

    assertThat(new ProxyTurn(turn.target(), TestRelease.NEW, silent).observe()).isEmpty();
  }
}
