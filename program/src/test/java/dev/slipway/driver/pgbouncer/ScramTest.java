package dev.slipway.driver.pgbouncer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.config.Secret;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;

/** Against itself: what the client computes, a server with the same password computes. */
final class ScramTest {
  private static final String CHALLENGE = "r=clientnonceSERVER,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";

  @Test
  void provesThePasswordWithoutSendingIt() throws Exception {
    Scram scram = new Scram(new Secret("pencil"), "clientnonce");
    assertThat(scram.first()).isEqualTo("n,,n=,r=clientnonce");
    assertThat(scram.last(CHALLENGE))
        .startsWith("c=biws,r=clientnonceSERVER,p=")
        .doesNotContain("pencil");
  }

  @Test
  void refusesAServerThatDoesNotAnswerOurNonceOrDoesNotKnowThePassword() throws Exception {
    Scram scram = new Scram(new Secret("pencil"), "clientnonce");
    assertThatThrownBy(() -> scram.last("r=other,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"))
        .isInstanceOf(GeneralSecurityException.class);
    assertThat(scram.proves("v=")).isFalse();
    scram.last(CHALLENGE);
    assertThat(scram.proves("v=AAAA")).isFalse();
  }
}
