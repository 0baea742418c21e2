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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Every ticket that waits for the release is closed, each by itself: one that the tracker does not
 * close keeps none of the others open. A tracker that is down never blocks a site that serves: it
 * is retried for a while and then left to {@code slipway tickets close}.
 */
public record CloseTickets(ReleaseContext release, Tickets tickets, Duration retry)
    implements Action {
  private static final Duration RETRY = Duration.ofSeconds(20);

  public CloseTickets(ReleaseContext release, Tickets tickets) {
    this(release, tickets, RETRY);
  }

  @Override
  public Evidence apply(Progress progress) {
    Map<String, Ticket> closed = new TreeMap<>();
    try {
      Await.of("the tracker", retry)
          .every(Duration.ofSeconds(1))
          .untilTrue(() -> closeAll(closed, progress));
      return evidence(closed);
    } catch (SlipwayException e) {
      if (e.code() != ErrorCode.DEADLINE_EXCEEDED) {
        throw e;
      }
      progress.say("the tracker did not take all of it; run `slipway tickets close` later");
      return evidence(closed).and("left", e.getMessage());
    }
  }

  /** The tracker is asked again each time: what was closed is not ready any more. */
  private boolean closeAll(Map<String, Ticket> closed, Progress progress) {
    List<SlipwayException> refusals =
        tickets.ready().stream()
            .flatMap(ticket -> refusal(ticket, closed, progress).stream())
            .toList();
    if (!refusals.isEmpty()) {
      throw refusals.getFirst();
    }
    return true;
  }

  private Optional<SlipwayException> refusal(
      Ticket ticket, Map<String, Ticket> closed, Progress progress) {
    try {
      closed.put(ticket.id(), tickets.close(ticket));
      progress.say("closed " + ticket.id() + " " + ticket.subject());
      return Optional.empty();
    } catch (SlipwayException e) {
      if (e.code() == ErrorCode.INTERRUPTED) {
        throw e;
      }
      return Optional.of(e);
    }
  }

  private static Evidence evidence(Map<String, Ticket> closed) {
    return Evidence.of("closed", closed.size()).and("tickets", String.join(", ", closed.keySet()));
  }
}
