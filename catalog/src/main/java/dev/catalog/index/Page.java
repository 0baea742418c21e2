package dev.catalog.index;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Documents on their way from one read transaction into one bulk request, already as its lines.
 *
 * <p>The version of a document in the index is its youngest transaction, and the index keeps the
 * document it has when a lower version arrives: an older round never overwrites a newer document.
 */
final class Page {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 17);
  private final JsonGenerator lines;
  private final CurrentForm form;
  private final List<Failure> failed = new ArrayList<>();
  private UUID last;
  private int documents;

  Page(CurrentForm form) {
    this.form = form;
    try {
      lines = FACTORY.createGenerator(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    lines.setRootValueSeparator(null);
  }

  void add(StoredDocument stored) throws IOException {
    last = stored.uuid();
    documents++;
    StoredDocument current;
    byte[] properties;
    byte[] embedded;
    Words words = new Words();
    try {
      current = form.of(stored);
      properties = utf8(current.properties());
      embedded = utf8(current.embedded());
      gather(words, current, properties, embedded);
    } catch (RuntimeException | IOException unreadable) {
      failed.add(new Failure(stored.uuid().toString(), String.valueOf(unreadable.getMessage())));
      return;
    }
    action(current);
    source(current, words, properties, embedded);
  }

  int documents() {
    return documents;
  }

  /** The last document in uuid order, null in an empty page. */
  UUID last() {
    return last;
  }

  /** Documents that could not be brought to their current form. */
  List<Failure> failed() {
    return failed;
  }

  /** Documents that are in {@link #payload()}. */
  int sendable() {
    return documents - failed.size();
  }

  int size() {
    return bytes.size() + lines.getOutputBuffered();
  }

  /** The body of the bulk request; every line ends, the last one too. */
  byte[] payload() throws IOException {
    lines.flush();
    return bytes.toByteArray();
  }

  private static void gather(
      Words words, StoredDocument document, byte[] properties, byte[] embedded) throws IOException {
    words.identity(document);
    words.properties(properties);
    if (embedded != null) {
      words.embedded(embedded);
    }
  }

  private static byte[] utf8(String json) {
    return json == null ? null : json.getBytes(StandardCharsets.UTF_8);
  }

  private void action(StoredDocument document) throws IOException {
    lines.writeStartObject();
    lines.writeObjectFieldStart("index");
    lines.writeStringField("_id", document.uuid().toString());
    lines.writeNumberField("version", document.version());
    lines.writeStringField("version_type", "external_gte");
    lines.writeEndObject();
    lines.writeEndObject();
    lines.writeRaw('\n');
  }

  private void source(StoredDocument document, Words words, byte[] properties, byte[] embedded)
      throws IOException {
    lines.writeStartObject();
    lines.writeStringField("uuid", document.uuid().toString());
    lines.writeStringField("type", document.type());
    if (document.accession() != null) {
      lines.writeStringField("accession", document.accession());
    }
    lines.writeNumberField("schema_version", document.schemaVersion());
    raw("properties", properties);
    if (embedded != null) {
      raw("embedded", embedded);
    }
    strings("names", words.names());
    strings("filters", words.filters());
    lines.writeStringField("text", words.text());
    lines.writeEndObject();
    lines.writeRaw('\n');
  }

  /** The bytes as they are, past the generator: they are JSON and most of the page. */
  private void raw(String field, byte[] json) throws IOException {
    lines.writeFieldName(field);
    lines.writeRawValue("");
    lines.flush();
    bytes.write(json);
  }

  private void strings(String field, List<String> values) throws IOException {
    lines.writeArrayFieldStart(field);
    for (String value : values) {
      lines.writeString(value);
    }
    lines.writeEndArray();
  }
}
