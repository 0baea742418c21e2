package dev.slipway.driver.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.driver.app.ApplicationSettings.Health;
import dev.slipway.error.ErrorCode;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Which site answers somewhere, by the application's own health answer. */
public record SiteAnswer(Health health, Duration timeout) {

  /**
   * The site's name; empty when the answer gives none.
   *
   * @throws dev.slipway.error.SlipwayException {@code APPLICATION_UNHEALTHY}
   */
  public Optional<String> at(String baseUrl) {
    if (health.site().isEmpty()) {
      return Optional.empty();
    }
    JsonNode answer =
        new Site(timeout).json(uri(baseUrl, health.path()), ErrorCode.APPLICATION_UNHEALTHY);
    return Optional.of(answer.at(health.site().get()).asText("")).filter(name -> !name.isEmpty());
  }

  static URI uri(String base, String path) {
    return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }
}
