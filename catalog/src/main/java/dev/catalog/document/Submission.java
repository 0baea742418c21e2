package dev.catalog.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.catalog.document.Rejection.Reason;
import java.util.Optional;
import java.util.UUID;

/**
 * What a client sends: identifiers and schema version taken out of the properties, keys such as
 * {@code @type} that only answers have dropped.
 *
 * @param version the schema version that the properties follow, when the client says so
 */
public record Submission(
    Optional<UUID> uuid,
    Optional<String> accession,
    Optional<Integer> version,
    ObjectNode properties) {

  /**
   * Takes a body apart.
   *
   * @throws Rejection when an identifier is not one
   */
  public static Submission of(ObjectNode body) {
    var properties = body.deepCopy();
    var uuid = text(properties, "uuid").map(Submission::uuid);
    var accession = text(properties, "accession").map(Submission::accession);
    var version = Optional.ofNullable(properties.remove("schema_version")).map(Submission::number);
    properties.properties().removeIf(entry -> entry.getKey().startsWith("@"));
    return new Submission(uuid, accession, version, properties);
  }

  /**
   * The properties in the shape of this release.
   *
   * @throws Rejection when the client's version is unknown, or a value cannot be carried over
   */
  ObjectNode current(Type type, Upgrades upgrades) {
    int from = version.orElse(type.version());
    if (from < 1 || from > type.version()) {
      throw new Rejection(
          Reason.INVALID,
          type.name() + " has no schema version " + from,
          "this release writes version " + type.version() + " and reads older ones");
    }
    try {
      return upgrades.current(type, properties, from);
    } catch (IllegalArgumentException e) {
      throw new Rejection(Reason.INVALID, e.getMessage(), "send it in the present shape");
    }
  }

  private static Optional<String> text(ObjectNode properties, String name) {
    var value = properties.remove(name);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw new Rejection(Reason.MALFORMED, name + " is not a text", "leave it out or quote it");
    }
    return Optional.of(value.asText());
  }

  private static UUID uuid(String text) {
    return Documents.uuid(text)
        .orElseThrow(
            () ->
                new Rejection(
                    Reason.MALFORMED,
                    "'" + text + "' is not a uuid",
                    "leave it out to get a new one"));
  }

  private static String accession(String text) {
    if (text.matches("[A-Za-z0-9_.-]{1,64}") && Documents.uuid(text).isEmpty()) {
      return text;
    }
    throw new Rejection(
        Reason.MALFORMED,
        "'" + text + "' is not an accession",
        "up to 64 letters, digits, points, hyphens and underscores");
  }

  private static Integer number(JsonNode node) {
    if (node.isInt()) {
      return node.intValue();
    }
    throw new Rejection(
        Reason.MALFORMED,
        "schema_version is not a whole number",
        "leave it out for the present one");
  }
}
