package dev.catalog.index;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
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

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
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
    lines.setRootValueSeparator(new SerializedString("\n"));
  }

  void add(StoredDocument stored) throws IOException {
    last = stored.uuid();
    documents++;
    StoredDocument current;
    Words words = new Words();
    try {
      current = form.of(stored);
      gather(words, current);
    } catch (RuntimeException | IOException unreadable) {
      failed.add(new Failure(stored.uuid().toString(), String.valueOf(unreadable.getMessage())));
      return;
    }
    action(current);
    source(current, words);
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

  int size() throws IOException {
    lines.flush();
    return bytes.size();
  }

  /** The body of the bulk request; every line ends, the last one too. */
  byte[] payload() throws IOException {
    lines.flush();
    var body = Arrays.copyOf(bytes.toByteArray(), bytes.size() + 1);
    body[bytes.size()] = '\n';
    return body;
  }

  private static void gather(Words words, StoredDocument document) throws IOException {
    words.identity(document);
    words.properties(document.properties());
    if (document.embedded() != null) {
      words.embedded(document.embedded());
    }
  }

  private void action(StoredDocument document) throws IOException {
    lines.writeStartObject();
    lines.writeObjectFieldStart("index");
    lines.writeStringField("_id", document.uuid().toString());
    lines.writeNumberField("version", document.version());
    lines.writeStringField("version_type", "external_gte");
    lines.writeEndObject();
    lines.writeEndObject();
  }

  private void source(StoredDocument document, Words words) throws IOException {
    lines.writeStartObject();
    lines.writeStringField("uuid", document.uuid().toString());
    lines.writeStringField("type", document.type());
    if (document.accession() != null) {
      lines.writeStringField("accession", document.accession());
    }
    lines.writeNumberField("schema_version", document.schemaVersion());
    raw("properties", document.properties());
    if (document.embedded() != null) {
      raw("embedded", document.embedded());
    }
    strings("names", words.names());
    strings("filters", words.filters());
    lines.writeStringField("text", words.text());
    lines.writeEndObject();
  }

  private void raw(String field, String json) throws IOException {
    lines.writeFieldName(field);
    lines.writeRawValue(json);
  }

  private void strings(String field, List<String> values) throws IOException {
    lines.writeArrayFieldStart(field);
    for (String value : values) {
      lines.writeString(value);
    }
    lines.writeEndArray();
  }
}
