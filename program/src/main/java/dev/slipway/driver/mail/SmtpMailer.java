package dev.slipway.driver.mail;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.Mailer;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Properties;

/**
 * Mail by SMTP, to all or to none: when the server refuses one recipient, nobody gets it and the
 * error says so. The library's own debug output, which shows the conversation, stays off.
 */
public final class SmtpMailer implements Mailer {
  private final MailSettings settings;

  public SmtpMailer(MailSettings settings) {
    this.settings = settings;
  }

  @Override
  public void send(String subject, String body) {
    Session session = Session.getInstance(properties());
    try (Transport transport = session.getTransport("smtp")) {
      MimeMessage message = message(session, subject, body);
      if (settings.login().isPresent()) {
        MailSettings.Login login = settings.login().get();
        transport.connect(login.user(), login.password().open());
      } else {
        transport.connect();
      }
      transport.sendMessage(message, message.getAllRecipients());
    } catch (MessagingException e) {
      throw new SlipwayException(
          ErrorCode.MAIL_FAILED,
          "mail \"%s\" was not taken by %s:%d: %s"
              .formatted(subject, settings.relay().host(), settings.relay().port(), reason(e)),
          "check the mail section of the estate file: host, port, starttls, login, recipients",
          e);
    }
  }

  private MimeMessage message(Session session, String subject, String body)
      throws MessagingException {
    MimeMessage message = new MimeMessage(session);
    message.setFrom(new InternetAddress(settings.from()));
    for (String recipient : settings.to()) {
      message.addRecipient(Message.RecipientType.TO, new InternetAddress(recipient));
    }
    // A line break in a subject would begin another header.
    message.setSubject(subject.replaceAll("\\R", " "), StandardCharsets.UTF_8.name());
    message.setText(body, StandardCharsets.UTF_8.name());
    message.setHeader(
        "Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(OffsetDateTime.now(ZoneOffset.UTC)));
    message.saveChanges();
    return message;
  }

  private Properties properties() {
    String millis = String.valueOf(settings.timeout().toMillis());
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.host", settings.relay().host());
    properties.setProperty("mail.smtp.port", String.valueOf(settings.relay().port()));
    properties.setProperty("mail.smtp.auth", String.valueOf(settings.login().isPresent()));
    properties.setProperty("mail.smtp.connectiontimeout", millis);
    properties.setProperty("mail.smtp.timeout", millis);
    properties.setProperty("mail.smtp.writetimeout", millis);
    if (settings.relay().starttls()) {
      properties.setProperty("mail.smtp.starttls.enable", "true");
      properties.setProperty("mail.smtp.starttls.required", "true");
      properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    }
    return properties;
  }

  /** The outer message is often only "could not send"; the next one says why. */
  private static String reason(MessagingException e) {
    Exception next = e.getNextException();
    String text = next == null ? e.getMessage() : e.getMessage() + ": " + next.getMessage();
    return String.valueOf(text).replaceAll("\\s*\\R\\s*", " ").strip();
  }
}
