package dev.slipway.workflow.dbos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Outcome;
import java.util.Map;

/** Outcomes as the journal keeps them. No outcome at all is {@link Outcome.Unknown}. */
final class OutcomeJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private OutcomeJson() {}

  static String write(Outcome outcome) {
    ObjectNode node = JSON.createObjectNode().put("is", outcome.word());
    switch (outcome) {
      case Outcome.Done done -> node.set("evidence", JSON.valueToTree(done.evidence().facts()));
      case Outcome.AlreadyDone already ->
          node.set("evidence", JSON.valueToTree(already.evidence().facts()));
      case Outcome.Skipped skipped -> node.put("reason", skipped.reason());
      case Outcome.Failed failed ->
          node.put("code", failed.code().name())
              .put("message", failed.message())
              .put("hint", failed.hint());
      case Outcome.Unknown unknown ->
          throw new IllegalArgumentException("an unknown outcome is not written");
    }
    return node.toString();
  }

  /**
   * @param text what was written; null when nothing was
   */
  static Outcome read(String text) {
    if (text == null) {
      return new Outcome.Unknown();
    }
    JsonNode node = parse(text);
    return switch (node.path("is").asText()) {
      case "done" -> new Outcome.Done(evidence(node));
      case "already done" -> new Outcome.AlreadyDone(evidence(node));
      case "skipped" -> new Outcome.Skipped(node.path("reason").asText());
      case "failed" ->
          new Outcome.Failed(
              ErrorCode.valueOf(node.path("code").asText()),
              node.path("message").asText(),
              node.path("hint").asText());
      default -> throw unreadable(text, null);
    };
  }

  private static Evidence evidence(JsonNode node) {
    return new Evidence(
        JSON.convertValue(node.path("evidence"), new TypeReference<Map<String, Object>>() {}));
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw unreadable(text, e);
    }
  }

  private static SlipwayException unreadable(String text, Exception cause) {
    return new SlipwayException(
        ErrorCode.JOURNAL_FAILED,
        "the journal holds an outcome that cannot be read: " + text,
        "was it written by a newer Slipway?",
        cause);
  }
}
