package dev.slipway.driver.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.slipway.config.Secret;
import dev.slipway.driver.mail.MailSettings.Login;
import dev.slipway.driver.mail.MailSettings.Relay;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.Mailer;
import dev.slipway.service.MailerContract;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SmtpMailerIT extends MailerContract {
  private static final Login RIGHT = new Login("release", new Secret("right"));

  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private int port;

  @BeforeEach
  void start() {
    server.start();
    port = server.getSmtp().getPort();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void addressesEverybody() throws MessagingException {
    mailer().send("v42", "body");
    MimeMessage[] messages = server.getReceivedMessages();
    assertThat(messages).hasSize(2);
    assertThat(messages[0].getFrom()[0]).hasToString("slipway@team.example");
    assertThat(messages[0].getAllRecipients()).hasSize(2);
  }

  @Test
  void logsInWithTheRightPasswordOnly() {
    server.setUser("release@team.example", "release", "right");
    mailer(false, Optional.of(RIGHT)).send("v42", "body");
    assertThat(server.getReceivedMessages()).hasSize(2);
    Login wrong = new Login("release", new Secret("wr0ng"));
    refuses(ErrorCode.MAIL_FAILED, () -> mailer(false, Optional.of(wrong)).send("v42", "body"));
    assertThat(server.getReceivedMessages()).hasSize(2);
  }

  @Test
  void doesNotFallBackToClearTextWhenEncryptionIsAskedFor() {
    refuses(ErrorCode.MAIL_FAILED, () -> mailer(true, Optional.empty()).send("v42", "body"));
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void refusesToSendAPasswordInClearAcrossTheNetwork() {
    refuses(
        ErrorCode.ESTATE_INVALID,
        () ->
            new MailSettings(
                new Relay("192.0.2.1", 25, false),
                Optional.of(RIGHT),
                "slipway@team.example",
                List.of("all@team.example"),
                Duration.ofSeconds(1)));
  }

  private static void refuses(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .asInstanceOf(type(SlipwayException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(code))
        .satisfies(e -> assertThat(e.render()).doesNotContain("right", "wr0ng"));
  }

  private SmtpMailer mailer(boolean starttls, Optional<Login> login) {
    return new SmtpMailer(
        new MailSettings(
            new Relay("127.0.0.1", port, starttls),
            login,
            "slipway@team.example",
            List.of("one@team.example", "two@team.example"),
            Duration.ofSeconds(5)));
  }

  @Override
  protected Mailer mailer() {
    return mailer(false, Optional.empty());
  }

  /** Every message once: GreenMail keeps one a recipient. */
  @Override
  protected List<Mail> arrived() {
    return Stream.of(server.getReceivedMessages()).map(SmtpMailerIT::mail).distinct().toList();
  }

  private static Mail mail(MimeMessage message) {
    try {
      String body = message.getContent().toString().replace("\r\n", "\n");
      return new Mail(message.getSubject(), body.stripTrailing());
    } catch (MessagingException | IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  protected void down() {
    server.stop();
  }
}
