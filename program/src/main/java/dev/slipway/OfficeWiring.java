package dev.slipway;

import dev.slipway.config.Estate;
import dev.slipway.config.TicketSettings;
import dev.slipway.driver.mail.MailSettings;
import dev.slipway.driver.mail.SmtpMailer;
import dev.slipway.driver.redmine.RedmineSettings;
import dev.slipway.driver.redmine.RedmineTickets;
import dev.slipway.service.Mailer;
import dev.slipway.service.Tickets;
import java.time.Duration;
import java.util.Optional;

/** Who is told of a release, by mail and in the tracker; nobody when the estate names nobody. */
final class OfficeWiring implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final Estate.Services settings;
  private final Kept kept = new Kept();

  OfficeWiring(Estate.Services settings) {
    this.settings = settings;
  }

  Optional<Mailer> mail() {
    return settings
        .mail()
        .map(mail -> kept.get(Mailer.class, "", () -> new SmtpMailer(smtp(mail))));
  }

  private static MailSettings smtp(dev.slipway.config.MailSettings mail) {
    return new MailSettings(
        new MailSettings.Relay(mail.smtp().host(), mail.smtp().port(), mail.starttls()),
        mail.password()
            .map(
                password ->
                    new MailSettings.Login(mail.user().orElse(mail.from()), password.read())),
        mail.from(),
        mail.to(),
        ANSWER);
  }

  Optional<Tickets> tickets() {
    return settings
        .tickets()
        .map(tickets -> kept.get(Tickets.class, "", () -> new RedmineTickets(redmine(tickets))));
  }

  private static RedmineSettings redmine(TicketSettings tickets) {
    return new RedmineSettings(
        tickets.url(),
        tickets.key().read(),
        Optional.of(tickets.project()),
        tickets.from(),
        tickets.to(),
        ANSWER);
  }

  @Override
  public void close() {
    kept.close();
  }
}
