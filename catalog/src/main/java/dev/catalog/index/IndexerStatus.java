package dev.catalog.index;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/**
 * The answer of {@code /_indexer}.
 *
 * @param status {@code starting}, {@code indexing}, {@code waiting}, {@code behind} (the standby
 *     has not yet replayed what is indexed already), {@code unavailable} (the database or the
 *     search node; see {@code problem}), {@code off}
 * @param started when the running round began, or the last one when none is running
 * @param timestamp when the last round finished
 * @param recovery whether the database was a standby when last seen
 * @param snapshot that of the last finished round
 * @param xmin its horizon, a transaction id
 * @param indexed documents done in the running round
 * @param remaining documents to go in the running round, 0 when none is running
 * @param lastResult the last finished round, also when it found nothing to index
 * @param results up to ten rounds that did something, the youngest first
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record IndexerStatus(
    String status,
    Instant started,
    Instant timestamp,
    Boolean recovery,
    Snapshot snapshot,
    String xmin,
    String index,
    long indexed,
    long remaining,
    @JsonInclude(JsonInclude.Include.NON_NULL) String problem,
    @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("last_result") RoundResult lastResult,
    List<RoundResult> results) {}
