package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.Ticket;
import dev.slipway.service.Tickets;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the tickets that wait for a release. */
@Command(
    name = "list",
    description = "List the tickets that wait for a release.%n",
    footer = {"", "Example:", "  slipway tickets list"})
final class TicketsList extends Verb {
  @Mixin private Output output;

  TicketsList(Tools tools) {
    super(tools);
  }

  @Override
  void run(OpenEstate estate) {
    List<Ticket> tickets = tracker(estate).ready();
    output.print(screen(), tickets, () -> text(tickets, "no ticket waits for a release"));
  }

  static Tickets tracker(OpenEstate estate) {
    return estate
        .services()
        .tickets()
        .orElseThrow(
            () ->
                new SlipwayException(
                    ErrorCode.TICKETS_FAILED,
                    "the estate names no tracker",
                    "add tickets: to the estate file; `slipway init --print` shows how"));
  }

  static String text(List<Ticket> tickets, String none) {
    return tickets.isEmpty()
        ? none
        : Table.of(
            List.of("TICKET", "STATUS", "SUBJECT"),
            tickets.stream()
                .map(ticket -> List.of(ticket.id(), ticket.status(), ticket.subject()))
                .toList());
  }
}
