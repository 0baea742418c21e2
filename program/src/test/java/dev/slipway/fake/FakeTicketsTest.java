package dev.slipway.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.error.ErrorCode;
import dev.slipway.service.Ticket;
import dev.slipway.service.Tickets;
import dev.slipway.service.TicketsContract;
import org.junit.jupiter.api.Test;

final class FakeTicketsTest extends TicketsContract {
  private final FakeTickets tickets = new FakeTickets();

  @Test
  void liesAboutAClosedTicket() {
    Ticket one = file("One", READY);
    tickets.mishaps().lie();
    assertThat(tickets.close(one).status()).isEqualTo(CLOSED);
    assertThat(tickets.ready()).containsExactly(one);
  }

  @Override
  protected Tickets tickets() {
    return tickets;
  }

  @Override
  protected Ticket file(String subject, String status) {
    return tickets.file(subject, status);
  }

  @Override
  protected void freeze(Ticket ticket) {
    tickets.freeze(ticket);
  }

  @Override
  protected void down(boolean now) {
    if (now) {
      tickets.mishaps().fail(ErrorCode.TICKETS_FAILED);
    } else {
      tickets.mishaps().mend();
    }
  }
}
