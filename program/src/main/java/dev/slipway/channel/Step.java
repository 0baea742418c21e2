package dev.slipway.channel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One method of a {@link Request.Call}'s path.
 *
 * @param arguments null in the place of a consumer of lines
 */
record Step(String method, List<JsonNode> arguments) {
  Step {
    arguments = List.copyOf(arguments);
  }

  /** In words, for messages; arguments may hold secrets and are left out. */
  static String words(List<Step> path) {
    return path.stream().map(Step::method).collect(Collectors.joining("."));
  }
}
