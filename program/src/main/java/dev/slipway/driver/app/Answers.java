package dev.slipway.driver.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.service.FollowUpStatus;
import dev.slipway.service.IndexDescription;
import dev.slipway.service.IndexSample;
import dev.slipway.service.IndexedDocument;
import dev.slipway.service.IndexerStatus;
import dev.slipway.service.IndexerStatus.Round;
import dev.slipway.service.TransactionSnapshot;
import dev.slipway.service.UnreadableDocuments;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What an application's JSON answers mean. Pure. */
final class Answers {
  private static final double MILLIS_PER_SECOND = 1000;

  private Answers() {}

  /**
   * The answer of the indexer's status path.
   *
   * @throws RuntimeException when it is not such an answer
   */
  static IndexerStatus indexer(JsonNode answer) {
    return new IndexerStatus(
        status(answer),
        answer.path("recovery").asBoolean(),
        text(answer, "snapshot").map(TransactionSnapshot::parse),
        text(answer, "started").map(Answers::instant),
        answer.path("remaining").asLong(),
        rounds(answer.path("results")));
  }

  /** The answer what the index is. */
  static IndexDescription index(JsonNode answer) {
    return new IndexDescription(
        required(answer, "name"),
        required(answer, "progress"),
        required(answer, "form"),
        required(answer, "definition", JsonNode::isObject).toString());
  }

  /** The answer what must be in the index. */
  static IndexSample sample(JsonNode answer) {
    List<IndexedDocument> sample = new ArrayList<>();
    for (JsonNode document : required(answer, "sample", JsonNode::isArray)) {
      sample.add(
          new IndexedDocument(
              required(document, "id"),
              required(document, "version", JsonNode::isIntegralNumber).asLong(),
              required(document, "source", JsonNode::isObject).toString()));
    }
    long documents = required(answer, "documents", JsonNode::isIntegralNumber).asLong();
    return new IndexSample(documents, sample);
  }

  /** The answer of the follow-up indexer's status path; every status but {@code off} is on. */
  static FollowUpStatus fileIndexer(JsonNode answer) {
    String status = status(answer);
    return new FollowUpStatus(!status.equals("off"), status, answer.path("remaining").asLong());
  }

  /** The answer which documents cannot be read. */
  static List<UnreadableDocuments> unreadable(JsonNode answer) {
    JsonNode groups = answer.path("unreadable");
    if (!groups.isArray()) {
      throw new IllegalArgumentException("the answer has no list \"unreadable\"");
    }
    List<UnreadableDocuments> unreadable = new ArrayList<>();
    for (JsonNode group : groups) {
      unreadable.add(
          new UnreadableDocuments(
              group.path("type").asText(),
              group.path("version").asInt(),
              group.path("documents").asLong()));
    }
    return unreadable;
  }

  private static List<Round> rounds(JsonNode results) {
    List<Round> rounds = new ArrayList<>();
    for (JsonNode round : results) {
      rounds.add(
          new Round(
              round.path("indexed").asLong(),
              round.path("took").asLong() / MILLIS_PER_SECOND,
              round.path("errors").asLong()));
    }
    return rounds;
  }

  private static String status(JsonNode answer) {
    return required(answer, "status");
  }

  private static String required(JsonNode answer, String field) {
    return text(answer, field)
        .orElseThrow(() -> new IllegalArgumentException("the answer has no " + field));
  }

  private static JsonNode required(JsonNode answer, String field, Predicate<JsonNode> kind) {
    if (!kind.test(answer.path(field))) {
      throw new IllegalArgumentException("the answer has no proper " + field);
    }
    return answer.path(field);
  }

  private static Instant instant(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  private static Optional<String> text(JsonNode answer, String field) {
    return Optional.of(answer.path(field).asText("")).filter(text -> !text.isBlank());
  }
}
