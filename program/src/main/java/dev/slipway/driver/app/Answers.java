package dev.slipway.driver.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.service.FollowUpStatus;
import dev.slipway.service.IndexerStatus;
import dev.slipway.service.IndexerStatus.Round;
import dev.slipway.service.TransactionSnapshot;
import dev.slipway.service.UnreadableDocuments;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    return text(answer, "status")
        .orElseThrow(() -> new IllegalArgumentException("the answer has no status"));
  }

  private static Instant instant(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  private static Optional<String> text(JsonNode answer, String field) {
    return Optional.of(answer.path(field).asText("")).filter(text -> !text.isBlank());
  }
}
