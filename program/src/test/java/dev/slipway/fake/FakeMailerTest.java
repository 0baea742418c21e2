package dev.slipway.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.error.ErrorCode;
import dev.slipway.service.Mailer;
import dev.slipway.service.MailerContract;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FakeMailerTest extends MailerContract {
  private final FakeMailer mailer = new FakeMailer();

  @Test
  void liesAboutAMessage() {
    mailer.mishaps().lie();
    mailer.send("v42", "body");
    assertThat(mailer.sent()).isEmpty();
  }

  @Override
  protected Mailer mailer() {
    return mailer;
  }

  @Override
  protected List<Mail> arrived() {
    return mailer.sent().stream().map(mail -> new Mail(mail.subject(), mail.body())).toList();
  }

  @Override
  protected void down() {
    mailer.mishaps().fail(ErrorCode.MAIL_FAILED);
  }
}
