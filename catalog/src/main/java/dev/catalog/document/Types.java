package dev.catalog.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import dev.catalog.Json;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** All types of this release, as the files below {@code schemas/} describe them. */
public final class Types {
  private static final String FOLDER = "/schemas/";

  private final Map<String, Type> types;

  private Types(Map<String, Type> types) {
    this.types = types;
  }

  /** Reads the schemas of the release. A type without a file of its own has the default one. */
  public static Types ofThisRelease() {
    var links =
        Json.resource(FOLDER + "links.json").properties().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> targets(entry.getValue())));
    var types = new TreeMap<String, Type>();
    for (var entry : Json.resource(FOLDER + "types.json").properties()) {
      var names = texts(entry.getValue().path("names")).stream().map(NameTemplate::new).toList();
      types.put(entry.getKey(), type(entry.getKey(), links, names));
    }
    return new Types(types);
  }

  /** The type of this name, if the release knows it. */
  public Optional<Type> find(String name) {
    return Optional.ofNullable(types.get(name));
  }

  /**
   * The type of this name.
   *
   * @throws Rejection when the release does not know it
   */
  public Type of(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new Rejection(
                    Rejection.Reason.NOT_FOUND,
                    "there is no type '" + name + "'",
                    "the types are " + String.join(", ", types.keySet())));
  }

  /** Every type, by name. */
  public Collection<Type> all() {
    return types.values();
  }

  private static Type type(String name, Map<String, List<String>> links, List<NameTemplate> names) {
    var own = Types.class.getResource(FOLDER + name + ".json") != null;
    var definition = Json.resource(FOLDER + (own ? name : "default") + ".json");
    // Ours, not JSON Schema's: the validator would warn about a keyword that it does not know.
    var version = definition.remove("version").asInt();
    return new Type(name, version, compiled(definition), links, names);
  }

  private static JsonSchema compiled(ObjectNode definition) {
    var config =
        SchemaValidatorsConfig.builder()
            .pathType(PathType.JSON_POINTER)
            .locale(Locale.ENGLISH)
            .build();
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(definition, config);
  }

  private static List<String> targets(JsonNode types) {
    var names = texts(types);
    return names.equals(List.of("*")) ? List.of() : names;
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
