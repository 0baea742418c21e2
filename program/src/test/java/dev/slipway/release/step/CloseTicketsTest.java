package dev.slipway.release.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.error.ErrorCode;
import dev.slipway.fake.FakeTickets;
import dev.slipway.release.TestRelease;
import dev.slipway.service.Ticket;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CloseTicketsTest {
  private final FakeTickets tickets = new FakeTickets();

  private Evidence close(Duration retry) {
    return new CloseTickets(TestRelease.of(), tickets, retry).apply(Progress.silent());
  }

  @Test
  void closesEveryTicketThatIsReady() {
    tickets.file("a", "Release Ready");
    tickets.file("b", "New");
    tickets.file("c", "Release Ready");

    assertThat(close(Duration.ZERO).facts())
        .containsEntry("closed", 2)
        .containsEntry("tickets", "1, 3")
        .doesNotContainKey("left");
    assertThat(tickets.ready()).isEmpty();
  }

  @Test
  void closesTheOthersWhenOneIsRefused() {
    Ticket frozen = tickets.file("a", "Release Ready");
    tickets.file("b", "Release Ready");
    tickets.freeze(frozen);

    assertThat(close(Duration.ZERO).facts())
        .containsEntry("closed", 1)
        .containsEntry("tickets", "2")
        .hasEntrySatisfying("left", left -> assertThat((String) left).contains("1 is not closed"));
    assertThat(tickets.ready()).containsExactly(frozen);
  }

  @Test
  void countsWhatItClosedBeforeTheTrackerFailed() {
    tickets.file("a", "Release Ready");
    tickets.file("b", "Release Ready");
    tickets.mishaps().failNext(1, ErrorCode.TICKETS_FAILED);

    assertThat(close(Duration.ofSeconds(5)).facts())
        .containsEntry("closed", 2)
        .containsEntry("tickets", "1, 2")
        .doesNotContainKey("left");
  }

  @Test
  void leavesATrackerThatIsDown() {
    tickets.file("a", "Release Ready");
    tickets.mishaps().fail(ErrorCode.TICKETS_FAILED);

    assertThat(close(Duration.ZERO).facts()).containsEntry("closed", 0).containsKey("left");
  }
}
