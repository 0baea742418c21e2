package dev.slipway.driver.redmine;

import dev.slipway.config.Secret;
import dev.slipway.demo.DemoTracker;
import dev.slipway.service.Ticket;
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

/** The client against the emulation. */
final class RedmineTicketsIT extends RedmineContract {
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
  void givesUpOnATrackerThatNeverAnswers() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      URI url = URI.create("http://127.0.0.1:" + silent.getLocalPort());
      Duration patience = Duration.ofSeconds(1);
      fails(
          new RedmineTickets(
                  new RedmineSettings(url, KEY, Optional.empty(), READY, CLOSED, patience))
              ::ready);
    }
  }

  @Override
  URI url() {
    return tracker.url();
  }

  @Override
  Secret key() {
    return KEY;
  }

  @Override
  Optional<String> project() {
    return Optional.empty();
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
