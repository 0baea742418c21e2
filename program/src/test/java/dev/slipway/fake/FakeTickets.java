package dev.slipway.fake;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.Ticket;
import dev.slipway.service.Tickets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A tracker in memory with the statuses "Release Ready" and "Closed", among others. When it lies,
 * it closes nothing.
 */
public final class FakeTickets implements Tickets {
  private final Mishaps mishaps = new Mishaps();
  private final Map<Integer, Ticket> tickets = new TreeMap<>();
  private final Set<String> frozen = new HashSet<>();

  public Mishaps mishaps() {
    return mishaps;
  }

  public synchronized Ticket file(String subject, String status) {
    int id = tickets.size() + 1;
    Ticket ticket = new Ticket(String.valueOf(id), subject, status);
    tickets.put(id, ticket);
    return ticket;
  }

  public synchronized void freeze(Ticket ticket) {
    frozen.add(ticket.id());
  }

  @Override
  public synchronized List<Ticket> ready() {
    mishaps.strike("ready");
    return tickets.values().stream().filter(t -> t.status().equals("Release Ready")).toList();
  }

  @Override
  public synchronized Ticket close(Ticket ticket) {
    mishaps.strike("close");
    Ticket closed = new Ticket(ticket.id(), ticket.subject(), "Closed");
    if (mishaps.lying()) {
      return closed;
    }
    if (frozen.contains(ticket.id()) || !tickets.containsKey(Integer.valueOf(ticket.id()))) {
      throw new SlipwayException(ErrorCode.TICKETS_FAILED, ticket.id() + " is not closed", "");
    }
    tickets.put(Integer.valueOf(ticket.id()), closed);
    return closed;
  }
}
