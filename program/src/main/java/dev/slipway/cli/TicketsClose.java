package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.service.Ticket;
import dev.slipway.service.Tickets;
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
    List<Ticket> tickets = dryRun.on() ? ready : ready.stream().map(tracker::close).toList();
    String none = "no ticket waits for a release";
    String head = dryRun.on() && !ready.isEmpty() ? "would close%n".formatted() : "";
    output.print(screen(), tickets, () -> head + TicketsList.text(tickets, none));
  }
}
