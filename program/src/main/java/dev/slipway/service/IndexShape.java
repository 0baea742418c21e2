package dev.slipway.service;

import java.util.Map;

/**
 * What decides how an index holds documents, in the search cluster's own words, so that two shapes
 * can be compared.
 *
 * @param settings those that cannot be changed while it is used: shards, analysis, …; by path
 * @param fields parameters of each mapped field, by the field's path; those of the whole mapping
 *     under the empty path
 */
public record IndexShape(Map<String, String> settings, Map<String, Map<String, String>> fields) {
  public IndexShape {
    settings = Map.copyOf(settings);
    fields = Map.copyOf(fields);
  }
}
