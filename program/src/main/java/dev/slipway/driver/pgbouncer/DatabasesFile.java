package dev.slipway.driver.pgbouncer;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.AtomicFile;
import dev.slipway.service.Endpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The file of a {@code [databases]} section; a pool's line keeps all but its host and port. */
final class DatabasesFile {
  private final PgbouncerSettings settings;
  private Optional<Staged> staged = Optional.empty();
  private boolean renamed;

  /** Counts only as long as the file is what it was made of. */
  private record Staged(String before, Endpoint database, Path after) {}

  DatabasesFile(PgbouncerSettings settings) {
    this.settings = settings;
  }

  /** Has the text for {@link #send} on the disk. */
  void stage(Endpoint database) {
    String before = read();
    Path after = AtomicFile.stage(settings.databases(), bytes(repointed(before, database)));
    staged = Optional.of(new Staged(before, database, after));
  }

  /** One rename when it was staged; durable after {@link #settle}. */
  void send(Endpoint database) {
    String before = read();
    Optional<Path> ready =
        staged
            .filter(it -> it.database().equals(database) && it.before().equals(before))
            .map(Staged::after)
            .filter(Files::exists);
    staged = Optional.empty();
    if (ready.isPresent()) {
      AtomicFile.rename(ready.get(), settings.databases());
      renamed = true;
      return;
    }
    String after = repointed(before, database);
    if (!after.equals(before)) {
      AtomicFile.replace(settings.databases(), bytes(after));
    }
  }

  /** Makes what was sent durable. Clients need not wait for the disk. */
  void settle() {
    if (renamed) {
      AtomicFile.force(settings.databases());
      renamed = false;
    }
  }

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

  private String read() {
    try {
      return Files.readString(settings.databases());
    } catch (IOException e) {
      throw failed("cannot be repointed: " + e.getMessage());
    }
  }

  private String repointed(String text, Endpoint database) {
    return repoint(text, settings.pool(), database)
        .orElseThrow(() -> failed("has no single line in its file"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private SlipwayException failed(String what) {
    return new SlipwayException(
        ErrorCode.POOLER_FAILED,
        "pool %s of %s %s".formatted(settings.pool(), settings.name(), what),
        settings.advice());
  }
}
