package dev.slipway.driver.redmine;

import dev.slipway.config.Secret;
import dev.slipway.service.Ticket;
import dev.slipway.testing.RealRedmine;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The client against a Redmine of Debian's package: one for all of these tests. */
final class RealRedmineIT extends RedmineContract {
  private static RealRedmine redmine;

  @BeforeAll
  static void start() throws IOException {
    redmine = new RealRedmine();
  }

  @AfterAll
  static void stop() throws IOException {
    redmine.close();
  }

  @BeforeEach
  void empty() {
    redmine.clear();
  }

  @Override
  URI url() {
    return redmine.url();
  }

  @Override
  Secret key() {
    return redmine.key();
  }

  @Override
  Optional<String> project() {
    return Optional.of(redmine.project());
  }

  @Override
  protected Ticket file(String subject, String status) {
    return new Ticket(redmine.file(status, subject), subject, status);
  }

  @Override
  protected void freeze(Ticket ticket) {
    redmine.freeze(ticket.id());
  }

  @Override
  protected void down(boolean now) {
    redmine.down(now);
  }
}
