package dev.catalog.index;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.catalog.Configuration;
import dev.catalog.Json;
import dev.catalog.document.DataSources;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.UUID;

/**
 * Some documents as they must be in the index, and how many there are: some from all over the
 * database, and some of those that were changed last. Read as the indexer reads, in one snapshot.
 */
final class Sample {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Duration SILENCE = Duration.ofSeconds(30);
  private static final int PLACES = 10;
  private static final Pace FEW = new Pace(15, 1 << 20, 1, 15, Duration.ZERO);
  private static final Pace LAST = new Pace(50, 1 << 20, 1, 50, Duration.ZERO);
  private static final long LAST_TRANSACTIONS = 50;

  private final Configuration.Database database;
  private final CurrentForm form;

  Sample(Configuration.Database database, CurrentForm form) {
    this.database = database;
    this.form = form;
  }

  /** The sample as JSON, taken anew each time. */
  byte[] take() throws SQLException, IOException {
    var bytes = new ByteArrayOutputStream();
    try (var connection = DataSources.direct(database, SILENCE);
        var reading = Reading.begin(connection);
        var answer = JSON.createGenerator(bytes)) {
      var full = Progress.none(reading.seen().database());
      answer.writeStartObject();
      answer.writeNumberField("documents", reading.count(Scope.ALL, full));
      answer.writeArrayFieldStart("sample");
      Set<String> taken = new HashSet<>();
      add(answer, taken, page(reading, full, null, FEW));
      for (int place = 0; place < PLACES; place++) {
        add(answer, taken, page(reading, full, UUID.randomUUID(), FEW));
      }
      add(answer, taken, page(reading, lately(reading.seen()), null, LAST));
      answer.writeEndArray();
      answer.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private Page page(Reading reading, Progress from, UUID after, Pace pace)
      throws SQLException, IOException {
    var page = new Page(form);
    reading.fill(page, Scope.ALL, from, after, pace);
    return page;
  }

  private static Progress lately(Observation seen) {
    long since = Math.max(0, seen.snapshot().xmin() - LAST_TRANSACTIONS);
    var done = new Snapshot("", since, seen.snapshot().xmax());
    return new Progress(seen.database(), done, null, null, 0);
  }

  /** From the lines of a bulk request: one that names a document, one that is its source. */
  private static void add(JsonGenerator answer, Set<String> taken, Page page) throws IOException {
    Iterator<String> lines = new String(page.payload(), StandardCharsets.UTF_8).lines().iterator();
    while (lines.hasNext()) {
      var action = Json.object(lines.next()).path("index");
      var source = lines.next();
      if (taken.add(action.path("_id").asText())) {
        answer.writeStartObject();
        answer.writeStringField("id", action.path("_id").asText());
        answer.writeNumberField("version", action.path("version").asLong());
        answer.writeFieldName("source");
        answer.writeRawValue(source);
        answer.writeEndObject();
      }
    }
  }
}
