package dev.catalog.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.catalog.document.Rejection.Reason;
import dev.catalog.document.Rejection.Violation;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Writes single documents. A write is one statement, and so one database transaction that leaves
 * nothing open between two messages: a pooler can hold it at any moment. What it is based on is
 * checked by that statement; if somebody else was faster, it is worked out again.
 */
public final class Writes {
  private static final int ATTEMPTS = 20;

  private final Types types;
  private final Upgrades upgrades;
  private final Documents documents;
  private final Resolver resolver;
  private final WriteStatements statements;

  /**
   * Prepares writes.
   *
   * @param committed is run after each commit; must return at once
   */
  public Writes(DataSource source, Types types, Upgrades upgrades, Runnable committed) {
    this.types = types;
    this.upgrades = upgrades;
    this.documents = new Documents(source);
    this.resolver = new Resolver(source);
    this.statements = new WriteStatements(source, committed);
  }

  /**
   * Stores a new document.
   *
   * @param requestId what the client calls this request, kept with the transaction
   * @return the document after its commit
   * @throws Rejection when it is invalid, or an identifier of it is taken
   */
  public Document create(String typeName, ObjectNode body, Optional<String> requestId)
      throws SQLException {
    var type = types.of(typeName);
    var submission = Submission.of(body);
    var properties = submission.current(type, upgrades);
    check(type, type.violations(properties));
    var document =
        new Document(
            submission.uuid().orElseGet(UUID::randomUUID),
            typeName,
            submission.accession(),
            type.version(),
            properties,
            UUID.randomUUID(),
            0);
    var links = links(type, properties, Set.of());
    return statements.insert(document, links, keys(type, properties), requestId);
  }

  /** Replaces all properties; the uuid stays, and the accession unless another one is given. */
  public Document replace(String typeName, String id, ObjectNode body, Optional<String> requestId)
      throws SQLException {
    var type = types.of(typeName);
    var submission = Submission.of(body);
    var properties = submission.current(type, upgrades);
    check(type, type.violations(properties));
    return change(
        type, id, "replace", requestId, old -> identified(old, submission, type, properties));
  }

  /** Merges a patch (RFC 7396) into the document as this release reads it. */
  public Document patch(String typeName, String id, ObjectNode body, Optional<String> requestId)
      throws SQLException {
    var type = types.of(typeName);
    var submission = Submission.of(body);
    return change(type, id, "patch", requestId, old -> patched(type, old, submission));
  }

  private Document patched(Type type, Document stored, Submission patch) {
    var old = upgrades.readable(stored);
    patch
        .version()
        .filter(version -> version != old.schemaVersion())
        .ifPresent(
            version -> {
              throw new Rejection(
                  Reason.INVALID,
                  "a patch of schema version " + version + " does not fit this document",
                  "it has version " + old.schemaVersion() + "; leave schema_version out");
            });
    var properties = MergePatch.apply(old.properties(), patch.properties());
    // A newer release wrote it: only what the patch brings can be judged by the schema of this one.
    var judged = old.schemaVersion() > type.version() ? patch.properties() : properties;
    check(type, type.violations(judged));
    var version = Math.max(old.schemaVersion(), stored.schemaVersion());
    return identified(stored, patch, type, properties).at(version, properties);
  }

  private Document change(
      Type type,
      String id,
      String verb,
      Optional<String> requestId,
      Function<Document, Document> edit)
      throws SQLException {
    for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
      var stored = documents.find(type.name(), id).orElseThrow(() -> missing(type, id));
      var written = update(stored, edit.apply(stored), verb, requestId);
      if (written.isPresent()) {
        return written.get();
      }
    }
    throw new Rejection(
        Reason.CONFLICT, "the document is being changed by others all the time", "try again");
  }

  /**
   * Writes a changed document over the one it was made from.
   *
   * @return empty when that one is not the stored one any more
   */
  public Optional<Document> update(
      Document stored, Document changed, String verb, Optional<String> requestId)
      throws SQLException {
    var type = types.of(stored.type());
    var before = type.references(stored.properties());
    var after = type.references(changed.properties());
    var keysBefore = keys(type, stored.properties());
    var keysAfter = keys(type, changed.properties());
    if (before.equals(after) && keysBefore.equals(keysAfter)) {
      return statements.update(stored, changed, verb, requestId);
    }
    var links = links(type, changed.properties(), before);
    return statements.update(stored, changed, links, keysAfter, verb, requestId);
  }

  private Set<WriteStatements.Link> links(
      Type type, ObjectNode properties, Set<Reference> tolerated) throws SQLException {
    var references = type.references(properties);
    var resolved = resolver.resolve(references);
    // A link that was loaded without its target is no reason to refuse a later change.
    check(type, dangling(references, resolved, tolerated));
    return resolved.entrySet().stream()
        .map(entry -> new WriteStatements.Link(entry.getKey().path(), entry.getValue()))
        .collect(Collectors.toSet());
  }

  private static List<Violation> dangling(
      Collection<Reference> references, Map<Reference, UUID> resolved, Set<Reference> tolerated) {
    return references.stream()
        .filter(reference -> !resolved.containsKey(reference) && !tolerated.contains(reference))
        .map(
            reference ->
                new Violation(
                    "/" + reference.path().replace('.', '/'),
                    "there is no document '" + reference.identifier() + "' to link to"))
        .toList();
  }

  private Set<Keys.Key> keys(Type type, ObjectNode properties) throws SQLException {
    return Keys.of(type, properties, this::through);
  }

  private Optional<String> through(Reference link, String property) throws SQLException {
    for (var target : link.targets()) {
      var found = documents.find(target, link.identifier());
      if (found.isPresent()) {
        return found
            .map(document -> new Reference("", document.text(property), List.of()))
            .map(Reference::identifier);
      }
    }
    return Optional.empty();
  }

  private static Document identified(
      Document old, Submission submission, Type type, ObjectNode properties) {
    submission
        .uuid()
        .filter(uuid -> !uuid.equals(old.uuid()))
        .ifPresent(
            uuid -> {
              throw new Rejection(
                  Reason.MALFORMED,
                  "the document has another uuid than " + uuid,
                  "a uuid never changes");
            });
    return new Document(
        old.uuid(),
        old.type(),
        submission.accession().or(old::accession),
        type.version(),
        properties,
        UUID.randomUUID(),
        0);
  }

  private static void check(Type type, List<Violation> violations) {
    if (!violations.isEmpty()) {
      throw Rejection.invalid(type.name(), violations);
    }
  }

  private static Rejection missing(Type type, String id) {
    return new Rejection(
        Reason.NOT_FOUND,
        "there is no " + type.name() + " '" + id + "'",
        "a uuid, accession, alias or name finds one");
  }
}
