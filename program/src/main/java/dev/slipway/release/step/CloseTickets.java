package dev.slipway.release.step;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.release.Action;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.Ticket;
import dev.slipway.service.Tickets;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Every ticket that waits for the release is closed. A tracker that is down never blocks a site
 * that serves: it is retried for a while and then left to {@code slipway tickets close}.
 */
public record CloseTickets(ReleaseContext release, Tickets tickets) implements Action {
  private static final Duration RETRY = Duration.ofSeconds(20);

  @Override
  public Evidence apply(Progress progress) {
    try {
      List<Ticket> closed =
          Await.of("the tracker", RETRY)
              .every(Duration.ofSeconds(1))
              .until(() -> Optional.of(closeAll(progress)));
      return Evidence.of("closed", closed.size())
          .and("tickets", String.join(", ", closed.stream().map(Ticket::id).toList()));
    } catch (SlipwayException e) {
      if (e.code() != ErrorCode.DEADLINE_EXCEEDED) {
        throw e;
      }
      progress.say("the tracker did not take it; run `slipway tickets close` later");
      return Evidence.of("closed", 0).and("left", e.getMessage());
    }
  }

  private List<Ticket> closeAll(Progress progress) {
    return tickets.ready().stream()
        .map(tickets::close)
        .peek(ticket -> progress.say("closed " + ticket.id() + " " + ticket.subject()))
        .toList();
  }
}
