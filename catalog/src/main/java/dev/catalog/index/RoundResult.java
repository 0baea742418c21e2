package dev.catalog.index;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * One finished round.
 *
 * @param full whether it was over every document
 * @param indexed documents that the index took
 * @param took milliseconds
 * @param errors documents that the index refused
 * @param failed the first of them
 * @param snapshot the snapshot it began with
 * @param xmin its horizon: every transaction below is in the index
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RoundResult(
    Instant started,
    Instant timestamp,
    boolean full,
    @JsonInclude long indexed,
    @JsonInclude long took,
    @JsonInclude long errors,
    List<Failure> failed,
    Snapshot snapshot,
    String xmin) {

  boolean worthTelling() {
    return full || indexed > 0 || errors > 0;
  }
}
