package dev.slipway.service;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The indexes of a site's search cluster: what they are, what is in them, and copies of them by way
 * of snapshots. The clusters of an estate share one place for snapshots.
 *
 * <p>Every method throws {@code SEARCH_UNREACHABLE}, and {@code SEARCH_UNHEALTHY} for what the
 * cluster refuses.
 */
public interface SearchIndexes {

  /** The shape of an index that exists. */
  IndexShape shape(String index);

  /** The shape that an index of this definition would have here; none is left. */
  IndexShape shapeOf(String definition);

  /** How many documents can be found in an index now, one not counted. */
  long count(String index, String except);

  /** Those of the documents that are in the index, by id, also what cannot be found yet. */
  Map<String, IndexedDocument> find(String index, List<String> ids);

  /**
   * Takes a snapshot of one index, which may be written to meanwhile: what was acknowledged before
   * is in it. One that has the name is replaced.
   *
   * @throws dev.slipway.error.SlipwayException {@code DEADLINE_EXCEEDED}
   */
  void snapshot(String snapshot, String index, Duration deadline);

  /**
   * Makes an index from a snapshot, with documents and versions as they were, and replaces one that
   * has its name. Nobody must write to it until this returns.
   *
   * @throws dev.slipway.error.SlipwayException {@code DEADLINE_EXCEEDED}; what was begun is to be
   *     removed by the caller
   */
  void restore(IndexCopy copy, Duration deadline);

  /** Deletes a snapshot; harmless when there is none. */
  void forget(String snapshot);

  /** Deletes an index; harmless when there is none. */
  void remove(String index);
}
