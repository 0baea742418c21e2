package dev.catalog.search;

import com.fasterxml.jackson.databind.JsonNode;

/** What the search node answered: the HTTP status and its JSON, a missing node without a body. */
public record SearchReply(int status, JsonNode body) {
  public boolean ok() {
    return status < 300;
  }

  public boolean missing() {
    return status == 404;
  }

  /** The node's own words about an error, for a message. */
  public String reason() {
    var reason = body.path("error").path("reason");
    return "HTTP " + status + (reason.isTextual() ? ": " + reason.asText() : "");
  }
}
