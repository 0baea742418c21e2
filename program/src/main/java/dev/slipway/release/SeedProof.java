package dev.slipway.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.IndexSample;
import dev.slipway.service.IndexedDocument;
import java.util.Map;
import java.util.Optional;

/**
 * Compares an index with the database that it is made from, which is written to meanwhile: the
 * index must hold at least what was there before, and no more than what was there afterwards. Pure.
 *
 * @param before taken before the index had caught up with it
 * @param documentsAfter how many documents there were when the index had been looked at
 * @param indexed how many documents the index had
 * @param found the sample's documents as they were in the index
 */
record SeedProof(
    IndexSample before, long documentsAfter, long indexed, Map<String, IndexedDocument> found) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The first difference in words; empty when there is none. */
  Optional<String> difference() {
    if (indexed < before.documents() || indexed > documentsAfter) {
      return Optional.of(
          "it has %d documents, the database %d to %d"
              .formatted(indexed, before.documents(), documentsAfter));
    }
    return before.sample().stream().flatMap(document -> difference(document).stream()).findFirst();
  }

  /** One that was changed since has a higher version, and nothing to compare it with. */
  private Optional<String> difference(IndexedDocument wanted) {
    IndexedDocument present = found.get(wanted.id());
    if (present == null) {
      return Optional.of("it lacks document " + wanted.id());
    }
    if (present.version() < wanted.version()) {
      return Optional.of(
          "it has version %d of document %s, the database %d"
              .formatted(present.version(), wanted.id(), wanted.version()));
    }
    boolean same =
        present.version() > wanted.version()
            || parse(present.source()).equals(parse(wanted.source()));
    return same ? Optional.empty() : Optional.of("it has another document " + wanted.id());
  }

  private static JsonNode parse(String source) {
    try {
      return JSON.readTree(source);
    } catch (JsonProcessingException e) {
      throw new SlipwayException(
          ErrorCode.INTERNAL, "a document that was read as JSON is none: " + source, "", e);
    }
  }
}
