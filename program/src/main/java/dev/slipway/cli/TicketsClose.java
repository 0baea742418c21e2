package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.Ticket;
import dev.slipway.service.Tickets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Closes the tickets that wait for a release. */
@Command(
    name = "close",
    description = "Close every ticket that waits for a release.%n",
    footer = {"", "Example:", "  slipway tickets close --dry-run"})
final class TicketsClose extends Verb {
  @Mixin private DryRun dryRun;
  @Mixin private Output output;

  TicketsClose(Tools tools) {
    super(tools);
  }

  @Override
  void run(OpenEstate estate) {
    Tickets tracker = TicketsList.tracker(estate);
    List<Ticket> ready = tracker.ready();
    List<SlipwayException> refused = new ArrayList<>();
    List<Ticket> tickets = dryRun.on() ? ready : close(tracker, ready, refused);
    String none = "no ticket waits for a release";
    String head = dryRun.on() && !ready.isEmpty() ? "would close%n".formatted() : "";
    output.print(screen(), tickets, () -> head + TicketsList.text(tickets, none));
    refused.stream().findFirst().ifPresent(TicketsClose::fail);
  }

  /** One that the tracker does not close keeps none of the others open. */
  private List<Ticket> close(Tickets tracker, List<Ticket> ready, List<SlipwayException> refused) {
    List<Ticket> closed = new ArrayList<>();
    for (Ticket ticket : ready) {
      try {
        closed.add(tracker.close(ticket));
      } catch (SlipwayException e) {
        screen().note("not closed: " + e.getMessage());
        refused.add(e);
      }
    }
    return closed;
  }

  private static void fail(SlipwayException refusal) {
    throw refusal;
  }
}
