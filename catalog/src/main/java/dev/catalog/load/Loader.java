package dev.catalog.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.catalog.document.Document;
import dev.catalog.document.Reference;
import dev.catalog.document.Rejection;
import dev.catalog.document.Resolver;
import dev.catalog.document.Submission;
import dev.catalog.document.Type;
import dev.catalog.document.Types;
import dev.catalog.document.Upgrades;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Loads a folder of inserts. It is read twice: first for the identifiers, so that a link may come
 * before its target, then for the documents. An insert without a schema version of ours is taken to
 * have the first one and is upgraded, so that every release loads the same folder.
 */
public final class Loader {
  private final DataSource source;
  private final Types types;
  private final Upgrades upgrades;
  private final Resolver resolver;

  public Loader(DataSource source, Types types, Upgrades upgrades) {
    this.source = source;
    this.types = types;
    this.upgrades = upgrades;
    this.resolver = new Resolver(source);
  }

  /** Loads what can be loaded, and says what could not. Safe to run again. */
  public LoadReport load(Path folder) throws IOException, SQLException, InterruptedException {
    return new Run(new Inserts(folder)).load();
  }

  /** One load of one folder. */
  private final class Run {
    private final Inserts inserts;
    private final LoadIndex index = new LoadIndex(types);
    private final LoadReport report = new LoadReport();
    private final Set<UUID> refused = new HashSet<>();

    /** What links out of the folder point to; asked once each. */
    private final Map<Reference, Optional<UUID>> stored = new HashMap<>();

    Run(Inserts inserts) {
      this.inserts = inserts;
    }

    LoadReport load() throws IOException, SQLException, InterruptedException {
      var known = known();
      for (var type : known) {
        inserts.read(type.name(), insert -> identify(type, insert));
      }
      try (var writer = new BulkWriter(source)) {
        for (var type : known) {
          inserts.read(type.name(), insert -> write(type, insert, writer));
        }
        report.inserted(writer.finish());
      }
      return report;
    }

    /** The types to load, those last whose names depend on other documents. */
    private List<Type> known() throws IOException {
      var known = new ArrayList<Type>();
      for (var name : inserts.types()) {
        types
            .find(name)
            .ifPresentOrElse(
                known::add, () -> report.refuse(name + ".json: this release has no such type"));
      }
      known.sort(Comparator.comparing(LoadIndex::isNamedThroughLinks));
      return known;
    }

    private void identify(Type type, ObjectNode insert) throws SQLException {
      report.read(type.name());
      if (insert.has("schema_version") && ownVersion(type, insert).isEmpty()) {
        report.foreignVersion();
      }
      try {
        var document = document(type, insert);
        var violations = type.violations(document.properties());
        if (!violations.isEmpty()) {
          throw Rejection.invalid(type.name(), violations);
        }
        index.add(type, document);
      } catch (Rejection e) {
        refuse(type, insert, e.violations().isEmpty() ? e.getMessage() : e.violations().toString());
      } catch (IllegalArgumentException e) {
        refuse(type, insert, e.getMessage());
      }
    }

    private void refuse(Type type, ObjectNode insert, String reason) {
      refused.add(derived(type, insert));
      report.refuse("%s %s: %s".formatted(type.name(), identifier(insert), reason));
    }

    private void write(Type type, ObjectNode insert, BulkWriter writer)
        throws SQLException, InterruptedException {
      if (refused.isEmpty() || !refused.contains(derived(type, insert))) {
        var document = document(type, insert);
        writer.add(new Entry(document, links(type, document), index.keys(type, document)));
      }
    }

    private List<Entry.Link> links(Type type, Document document) throws SQLException {
      var references = type.references(document.properties());
      lookUp(references.stream().filter(reference -> index.find(reference).isEmpty()).toList());
      var links = new ArrayList<Entry.Link>();
      for (var reference : references) {
        index
            .find(reference)
            .or(() -> stored.get(reference))
            .ifPresentOrElse(
                target -> links.add(new Entry.Link(reference.path(), target)),
                () -> report.missing(type.name(), reference.path()));
      }
      report.links(links.size());
      return links;
    }

    private void lookUp(List<Reference> elsewhere) throws SQLException {
      var unknown = elsewhere.stream().filter(link -> !stored.containsKey(link)).toList();
      var found = resolver.resolve(unknown);
      unknown.forEach(link -> stored.put(link, Optional.ofNullable(found.get(link))));
    }
  }

  private Document document(Type type, ObjectNode insert) {
    var from = ownVersion(type, insert).orElse(1);
    var own = insert.deepCopy();
    own.remove("schema_version");
    var submission = Submission.of(own);
    return new Document(
        submission.uuid().orElseGet(() -> derived(type, insert)),
        type.name(),
        submission.accession(),
        type.version(),
        upgrades.current(type, submission.properties(), from),
        UUID.randomUUID(),
        0);
  }

  /** Other systems number their schemas too, mostly as texts; such a version says nothing here. */
  private static Optional<Integer> ownVersion(Type type, ObjectNode insert) {
    var version = insert.path("schema_version");
    return version.isInt() && version.intValue() >= 1 && version.intValue() <= type.version()
        ? Optional.of(version.intValue())
        : Optional.empty();
  }

  private static String identifier(ObjectNode insert) {
    return List.of("accession", "uuid", "name").stream()
        .filter(insert::has)
        .findFirst()
        .map(property -> insert.get(property).asText())
        .orElse("without an identifier");
  }

  /** The same uuid each time for an insert that has none, so that a second load adds nothing. */
  private static UUID derived(Type type, ObjectNode insert) {
    var text = type.name() + insert;
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
