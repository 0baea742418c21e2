package dev.slipway.driver.redmine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.config.Secret;
import dev.slipway.demo.DemoTracker;
import dev.slipway.service.Ticket;
import dev.slipway.service.Tickets;
import dev.slipway.service.TicketsContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real client against the emulated tracker. */
final class RedmineTicketsIT extends TicketsContract {
  private static final Secret KEY = new Secret("0123456789abcdef");

  private DemoTracker tracker;

  @BeforeEach
  void start() throws IOException {
    tracker = DemoTracker.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), KEY);
  }

  @AfterEach
  void stop() {
    tracker.close();
  }

  @Test
  void failsWithAWrongKeyAndDoesNotShowIt() {
    Secret wrong = new Secret("fedcba9876543210");
    RedmineTickets tickets = tickets(tracker.url(), wrong, READY);
    fails(tickets::ready);
    assertThatThrownBy(tickets::ready).message().doesNotContain(wrong.open());
  }

  @Test
  void namesTheStatusesThereAreWhenTheConfiguredOneIsNot() {
    RedmineTickets tickets = tickets(tracker.url(), KEY, "Ready to go");
    assertThatThrownBy(tickets::ready).message().contains("Ready to go", READY, CLOSED);
  }

  @Test
  void givesUpOnATrackerThatNeverAnswers() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      URI url = URI.create("http://127.0.0.1:" + silent.getLocalPort());
      fails(() -> tickets(url, KEY, READY).ready());
    }
  }

  @Test
  void leavesOtherTicketsAsTheyAre() {
    Ticket ready = file("Ready", READY);
    file("Not yet", "In Progress");
    tickets().close(ready);
    assertThat(tracker.tickets()).extracting(Ticket::status).containsExactly(CLOSED, "In Progress");
  }

  private static RedmineTickets tickets(URI url, Secret key, String ready) {
    return new RedmineTickets(
        new RedmineSettings(url, key, Optional.empty(), ready, CLOSED, Duration.ofSeconds(2)));
  }

  @Override
  protected Tickets tickets() {
    return tickets(tracker.url(), KEY, READY);
  }

  @Override
  protected Ticket file(String subject, String status) {
    return tracker.add(subject, status);
  }

  @Override
  protected void freeze(Ticket ticket) {
    tracker.freeze(ticket);
  }

  @Override
  protected void down(boolean now) {
    tracker.down(now);
  }
}
