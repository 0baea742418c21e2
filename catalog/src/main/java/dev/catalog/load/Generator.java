package dev.catalog.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.catalog.document.Document;
import dev.catalog.document.Keys;
import dev.catalog.document.Type;
import dev.catalog.document.Types;
import dev.catalog.document.Upgrades;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import javax.sql.DataSource;

/**
 * Makes small documents like those of a genomics portal, linked to each other: some awards, labs,
 * organisms, sources and terms, then studies of a biosample, its library, an experiment, replicates
 * and files. The same prefix and number give the same documents, so running it again adds nothing.
 */
public final class Generator {
  private static final int PROGRESS = 10_000;

  private final DataSource source;
  private final Types types;
  private final Upgrades upgrades;
  private final String prefix;

  /**
   * Prepares a generator.
   *
   * @param prefix begins every accession and name, so that several runs can stand side by side
   */
  public Generator(DataSource source, Types types, Upgrades upgrades, String prefix) {
    this.source = source;
    this.types = types;
    this.upgrades = upgrades;
    this.prefix = prefix;
  }

  /**
   * Stores documents.
   *
   * @param number how many
   * @param progress is told now and then how many are stored
   * @return how many of them were new
   */
  public long generate(long number, LongConsumer progress)
      throws SQLException, InterruptedException {
    var drafts = new Drafts(prefix);
    try (var writer = new BulkWriter(source)) {
      for (long made = 1; made <= number; made++) {
        writer.add(entry(drafts.next()));
        if (made % PROGRESS == 0) {
          progress.accept(writer.inserted());
        }
      }
      return writer.finish();
    }
  }

  private Entry entry(Drafts.Draft draft) throws SQLException {
    var type = types.of(draft.type());
    var properties = upgrades.current(type, draft.properties(), 1);
    var accession = Optional.ofNullable(properties.remove("accession")).map(JsonNode::asText);
    var document =
        new Document(
            Drafts.uuid(draft.id()),
            type.name(),
            accession,
            type.version(),
            properties,
            UUID.randomUUID(),
            0);
    var keys = Keys.of(type, properties, (link, property) -> Optional.empty());
    return new Entry(document, links(type, properties), keys);
  }

  /** Every link of a draft spells the id of another one, from which its uuid follows. */
  private static List<Entry.Link> links(Type type, ObjectNode properties) {
    return type.references(properties).stream()
        .map(link -> new Entry.Link(link.path(), Drafts.uuid(link.value())))
        .toList();
  }
}
