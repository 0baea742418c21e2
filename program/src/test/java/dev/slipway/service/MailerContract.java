package dev.slipway.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link Mailer} promises. */
public abstract class MailerContract {

  /** A message as it arrived. */
  public record Mail(String subject, String body) {}

  protected abstract Mailer mailer();

  protected abstract List<Mail> arrived();

  protected abstract void down();

  @Test
  void deliversSubjectAndBodyAsTheyWereWritten() {
    mailer().send("v42 goes live — für alle", "Writes wait.\nAbout 60 ms.\n\nÜbrigens: nothing.");
    assertThat(arrived())
        .containsExactly(
            new Mail(
                "v42 goes live — für alle", "Writes wait.\nAbout 60 ms.\n\nÜbrigens: nothing."));
  }

  @Test
  void keepsTheSubjectOnOneLine() {
    mailer().send("v42\r\nBcc: everybody@else.example", "body");
    assertThat(arrived()).containsExactly(new Mail("v42 Bcc: everybody@else.example", "body"));
  }

  @Test
  void saysThatTheMailWasNotTaken() {
    down();
    assertThatThrownBy(() -> mailer().send("v42", "body"))
        .asInstanceOf(type(SlipwayException.class))
        .extracting(SlipwayException::code)
        .isEqualTo(ErrorCode.MAIL_FAILED);
  }
}
