package dev.slipway.driver.redmine;

import com.taskadapter.redmineapi.Params;
import com.taskadapter.redmineapi.RedmineException;
import com.taskadapter.redmineapi.RedmineManager;
import com.taskadapter.redmineapi.RedmineManagerFactory;
import com.taskadapter.redmineapi.bean.Issue;
import com.taskadapter.redmineapi.bean.IssueStatus;
import com.taskadapter.redmineapi.internal.ResultsWrapper;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.Ticket;
import dev.slipway.service.Tickets;
import java.util.ArrayList;
import java.util.List;

/**
 * Tickets of a Redmine through its REST API, the key in a header. Redmine answers 204 to a
 * transition that its workflow does not allow and changes nothing, so every change is read back.
 */
public final class RedmineTickets implements Tickets {
  /** The most that Redmine gives at once. */
  private static final int PAGE = 100;

  private final RedmineSettings settings;
  private final RedmineManager redmine;

  public RedmineTickets(RedmineSettings settings) {
    this.settings = settings;
    this.redmine =
        RedmineManagerFactory.createWithApiKey(
            settings.url().toString(), settings.key().open(), TrackerClient.of(settings.timeout()));
  }

  @Override
  public List<Ticket> ready() {
    return asking(
        "list the tickets that are \"" + settings.ready() + "\"",
        () -> {
          requireKnown();
          String status = String.valueOf(statusId(settings.ready()));
          List<Ticket> tickets = new ArrayList<>();
          ResultsWrapper<Issue> page;
          do {
            page = redmine.getIssueManager().getIssues(page(status, tickets.size()));
            page.getResults().stream().map(RedmineTickets::ticket).forEach(tickets::add);
          } while (page.hasSomeResults() && tickets.size() < page.getTotalFoundOnServer());
          return List.copyOf(tickets);
        });
  }

  @Override
  public Ticket close(Ticket ticket) {
    Ticket after =
        asking(
            "close ticket " + ticket.id(),
            () -> {
              int id = Integer.parseInt(ticket.id());
              Issue change = new Issue().setId(id).setStatusId(statusId(settings.closed()));
              change.setTransport(redmine.getTransport());
              change.update();
              return ticket(redmine.getIssueManager().getIssueById(id));
            });
    if (!after.status().equals(settings.closed())) {
      throw new SlipwayException(
          ErrorCode.TICKETS_FAILED,
          "ticket %s is still \"%s\": the tracker ignored the transition to \"%s\""
              .formatted(ticket.id(), after.status(), settings.closed()),
          "give the key's role that transition in Redmine's workflow, or close it by hand");
    }
    return after;
  }

  /**
   * A key that Redmine does not know makes a stranger of its user, not an error: a public project's
   * tickets are listed all the same, and nobody could close one.
   */
  private void requireKnown() throws RedmineException {
    redmine.getUserManager().getCurrentUser();
  }

  private Params page(String status, int offset) {
    Params params =
        new Params()
            .add("status_id", status)
            .add("sort", "id")
            .add("offset", String.valueOf(offset))
            .add("limit", String.valueOf(PAGE));
    settings.project().ifPresent(project -> params.add("project_id", project));
    return params;
  }

  private int statusId(String name) throws RedmineException {
    List<IssueStatus> statuses = redmine.getIssueManager().getStatuses();
    return statuses.stream()
        .filter(status -> status.getName().equals(name))
        .map(IssueStatus::getId)
        .findFirst()
        .orElseThrow(
            () ->
                new SlipwayException(
                    ErrorCode.TICKETS_FAILED,
                    "the tracker has no status \"%s\", only %s"
                        .formatted(name, statuses.stream().map(IssueStatus::getName).toList()),
                    "name one of these in the tickets section of the estate file"));
  }

  private <T> T asking(String what, Question<T> question) {
    try {
      return question.ask();
    } catch (RedmineException | NumberFormatException e) {
      throw new SlipwayException(
          ErrorCode.TICKETS_FAILED,
          "could not %s at %s: %s".formatted(what, settings.url(), e.getMessage()),
          "check that the tracker runs, its REST API is enabled and the key is right",
          e);
    }
  }

  private interface Question<T> {
    T ask() throws RedmineException;
  }

  private static Ticket ticket(Issue issue) {
    return new Ticket(
        String.valueOf(issue.getId()), issue.getSubject(), String.valueOf(issue.getStatusName()));
  }
}
