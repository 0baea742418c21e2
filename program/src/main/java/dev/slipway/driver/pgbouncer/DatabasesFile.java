package dev.slipway.driver.pgbouncer;

import dev.slipway.service.Endpoint;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a {@code [databases]} section; a pool's line keeps all but its host and port. */
final class DatabasesFile {
  private DatabasesFile() {}

  /** The text with the pool sending elsewhere; empty when the pool has no line, or several. */
  static Optional<String> repoint(String text, String pool, Endpoint database) {
    Pattern line =
        Pattern.compile(
            "^([ \\t]*\"?" + Pattern.quote(pool) + "\"?[ \\t]*=)([^\\r\\n]*)", Pattern.MULTILINE);
    Matcher found = line.matcher(text);
    if (!found.find()) {
      return Optional.empty();
    }
    String parameters = with(found.group(2), "host", database.host());
    parameters = with(parameters, "port", Integer.toString(database.port()));
    String result = text.substring(0, found.start(2)) + parameters + text.substring(found.end(2));
    return found.find() ? Optional.empty() : Optional.of(result);
  }

  private static String with(String parameters, String name, String value) {
    Matcher present =
        Pattern.compile("(?<![\\w'])" + name + "[ \\t]*=[ \\t]*('[^']*'|[^\\s']+)")
            .matcher(parameters);
    return present.find()
        ? parameters.substring(0, present.start(1)) + value + parameters.substring(present.end(1))
        : " " + name + "=" + value + parameters;
  }
}
