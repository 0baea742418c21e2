package dev.slipway.workflow;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a step saw or did, small and structured: positions, health, checksums, durations in
 * milliseconds. It goes into the journal and the report as JSON, so values are text, numbers or
 * booleans and never a secret.
 */
public record Evidence(Map<String, Object> facts) {
  public Evidence {
    facts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    facts.forEach(Evidence::check);
  }

  public static Evidence none() {
    return new Evidence(Map.of());
  }

  public static Evidence of(String key, Object value) {
    return none().and(key, value);
  }

  public Evidence and(String key, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(facts);
    more.put(key, value);
    return new Evidence(more);
  }

  private static void check(String key, Object value) {
    if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
      throw new IllegalArgumentException(
          "evidence " + key + " must be text, a number or a boolean");
    }
  }
}
