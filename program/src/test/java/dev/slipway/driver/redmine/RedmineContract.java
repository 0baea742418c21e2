package dev.slipway.driver.redmine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.config.Secret;
import dev.slipway.service.Ticket;
import dev.slipway.service.Tickets;
import dev.slipway.service.TicketsContract;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the client promises besides, of a Redmine and of its emulation. */
abstract class RedmineContract extends TicketsContract {
  private static final String IN_PROGRESS = "In Progress";

  /** A real one takes its time on a machine that is busy. */
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  abstract URI url();

  /** Of a user who may move tickets. */
  abstract Secret key();

  abstract Optional<String> project();

  @Test
  void failsWithAWrongKeyAndDoesNotShowIt() {
    Secret wrong = new Secret("fedcba9876543210");
    RedmineTickets tickets = tickets(wrong, READY);
    fails(tickets::ready);
    assertThatThrownBy(tickets::ready).message().doesNotContain(wrong.open());
  }

  @Test
  void namesTheStatusesThereAreWhenTheConfiguredOneIsNot() {
    RedmineTickets tickets = tickets(key(), "Ready to go");
    assertThatThrownBy(tickets::ready).message().contains("Ready to go", READY, CLOSED);
  }

  @Test
  void leavesOtherTicketsAsTheyAre() {
    Ticket ready = file("Ready", READY);
    Ticket other = file("Not yet", IN_PROGRESS);
    tickets().close(ready);
    assertThat(tickets(key(), IN_PROGRESS).ready()).containsExactly(other);
    assertThat(tickets(key(), CLOSED).ready()).extracting(Ticket::id).containsExactly(ready.id());
  }

  @Override
  protected Tickets tickets() {
    return tickets(key(), READY);
  }

  private RedmineTickets tickets(Secret key, String ready) {
    return new RedmineTickets(new RedmineSettings(url(), key, project(), ready, CLOSED, TIMEOUT));
  }
}
