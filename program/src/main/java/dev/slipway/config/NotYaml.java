package dev.slipway.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.stream.Collectors;

/** Why a text is no YAML, in the parser's own words. */
final class NotYaml {
  private NotYaml() {}

  /** What it was reading and what it found; its excerpts, which are indented, may hold anything. */
  static String words(JsonProcessingException e) {
    String words =
        e.getOriginalMessage()
            .lines()
            .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
            .collect(Collectors.joining(": "));
    return words.isEmpty() ? "not YAML" : words;
  }
}
