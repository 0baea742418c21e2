package dev.slipway.service;

import java.util.List;

/**
 * What the database says must be in the index, at one moment.
 *
 * @param documents how many in all
 * @param sample some of them
 */
public record IndexSample(long documents, List<IndexedDocument> sample) {
  public IndexSample {
    sample = List.copyOf(sample);
  }
}
