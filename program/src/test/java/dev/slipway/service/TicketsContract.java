package dev.slipway.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every {@link Tickets} promises. The tracker begins empty. */
public abstract class TicketsContract {
  protected static final String READY = "Release Ready";
  protected static final String CLOSED = "Closed";

  protected abstract Tickets tickets();

  protected abstract Ticket file(String subject, String status);

  /** The tracker ignores every transition of the ticket from now on. */
  protected abstract void freeze(Ticket ticket);

  protected abstract void down(boolean now);

  @Test
  void listsOnlyTicketsThatWaitForTheRelease() {
    file("Not yet", "In Progress");
    Ticket ready = file("Größere Suche", READY);
    file("Done long ago", CLOSED);
    assertThat(tickets().ready()).containsExactly(ready);
  }

  @Test
  void listsAllOfThemHoweverMany() {
    IntStream.rangeClosed(1, 230).forEach(i -> file("Ticket " + i, READY));
    assertThat(tickets().ready()).hasSize(230).doesNotHaveDuplicates();
  }

  @Test
  void closesOneAndSaysHowItIsAfterwards() {
    Ticket one = file("One", READY);
    Ticket other = file("Other", READY);
    assertThat(tickets().close(one)).isEqualTo(new Ticket(one.id(), "One", CLOSED));
    assertThat(tickets().ready()).containsExactly(other);
  }

  @Test
  void closingTwiceIsHarmless() {
    Ticket one = file("One", READY);
    tickets().close(one);
    assertThat(tickets().close(one).status()).isEqualTo(CLOSED);
  }

  @Test
  void noticesATransitionThatTheTrackerIgnored() {
    Ticket one = file("One", READY);
    freeze(one);
    fails(() -> tickets().close(one));
    assertThat(tickets().ready()).containsExactly(one);
  }

  @Test
  void failsForATicketThatDoesNotExist() {
    fails(() -> tickets().close(new Ticket("999", "None", READY)));
  }

  @Test
  void failsWhileTheTrackerIsDownAndWorksAgainAfterwards() {
    Ticket one = file("One", READY);
    down(true);
    fails(() -> tickets().ready());
    fails(() -> tickets().close(one));
    down(false);
    assertThat(tickets().close(one).status()).isEqualTo(CLOSED);
  }

  protected static void fails(ThrowingCallable call) {
    assertThatThrownBy(call)
        .asInstanceOf(type(SlipwayException.class))
        .extracting(SlipwayException::code)
        .isEqualTo(ErrorCode.TICKETS_FAILED);
  }
}
