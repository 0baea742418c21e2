package dev.catalog.http;

import io.javalin.http.Context;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line per request in {@code access.log}. */
final class AccessLog {
  private static final Logger LOG = LoggerFactory.getLogger("dev.catalog.access");

  private AccessLog() {}

  /**
   * Writes the line.
   *
   * @param milliseconds from the request's arrival to the answer
   */
  static void log(Context context, Float milliseconds) {
    var query = Optional.ofNullable(context.queryString()).map(q -> "?" + q).orElse("");
    LOG.info(
        "{} \"{} {}{}\" {} {} \"{}\"",
        context.ip(),
        context.method(),
        context.path(),
        query,
        context.statusCode(),
        String.format("%.1fms", milliseconds),
        Optional.ofNullable(context.header("X-Request-Id")).orElse("-"));
  }
}
