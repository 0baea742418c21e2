package dev.slipway.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Turns a tree of YAML into records. The records are the schema: a component is a key, obligatory
 * unless it is Optional or has a {@link Default}. It never stops at the first problem: what cannot
 * be bound is empty, and the reason is in the list.
 */
final class Binder {
  private final ObjectMapper yaml;
  private final Scalars scalars;
  private final List<Problem> problems;

  Binder(ObjectMapper yaml, Scalars scalars, List<Problem> problems) {
    this.yaml = yaml;
    this.scalars = scalars;
    this.problems = problems;
  }

  /** Binds a whole file. */
  <T extends Record> Optional<T> bind(Class<T> type, JsonNode node) {
    return object(type, node, "").map(type::cast);
  }

  private Optional<Object> value(Type type, JsonNode node, String path) {
    if (type instanceof ParameterizedType generic) {
      Type element = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
      if (generic.getRawType() == Optional.class) {
        return value(element, node, path).map(Optional::of);
      }
      return generic.getRawType() == List.class
          ? list(element, node, path)
          : map(element, node, path);
    }
    Class<?> plain = (Class<?>) type;
    Optional<Function<String, Object>> parser = scalars.of(plain);
    if (parser.isPresent()) {
      return scalar(parser.get(), node, path);
    }
    if (plain == SecretSource.class) {
      return secret(node, path);
    }
    return plain.isEnum() ? word(plain, node, path) : object(plain, node, path);
  }

  private Optional<Object> object(Class<?> type, JsonNode node, String path) {
    if (!node.isObject()) {
      return problem(path, "must be keys with values: " + String.join(", ", keys(type)));
    }
    Set<String> known = keys(type);
    List<String> strangers =
        node.propertyStream().map(Map.Entry::getKey).filter(key -> !known.contains(key)).toList();
    strangers.forEach(
        key -> problem(below(path, key), "no such key; " + Suggestion.among(known, key)));
    return build(type, new Keys(node, path, strangers));
  }

  /** The mapping that a record is read from; strangers are keys that no record knows. */
  private record Keys(JsonNode node, String path, List<String> strangers) {

    /** True when a stranger was probably meant to be this key: that is reported already. */
    boolean mistyped(String name) {
      return strangers.stream().anyMatch(stranger -> Suggestion.alike(name, stranger));
    }
  }

  private Optional<Object> build(Class<?> type, Keys keys) {
    List<Optional<Object>> values =
        Arrays.stream(type.getRecordComponents())
            .map(component -> component(component, keys))
            .toList();
    return values.stream().allMatch(Optional::isPresent)
        ? construct(type, values.stream().map(Optional::get).toList(), keys.path())
        : Optional.empty();
  }

  private Optional<Object> component(RecordComponent component, Keys keys) {
    if (component.isAnnotationPresent(Inline.class)) {
      return build(component.getType(), keys);
    }
    String path = below(keys.path(), component.getName());
    JsonNode child = keys.node().path(component.getName());
    if (!child.isMissingNode() && !child.isNull()) {
      return value(component.getGenericType(), child, path);
    }
    Default otherwise = component.getAnnotation(Default.class);
    if (otherwise != null) {
      return value(component.getGenericType(), parse(otherwise.value()), path);
    }
    if (component.getType() == Optional.class) {
      return Optional.of(Optional.empty());
    }
    return keys.mistyped(component.getName()) ? Optional.empty() : problem(path, "is missing");
  }

  private JsonNode parse(String text) {
    try {
      return yaml.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a default is not YAML: " + text, e);
    }
  }

  private Optional<Object> construct(Class<?> type, List<Object> values, String path) {
    try {
      return Optional.of(type.getDeclaredConstructors()[0].newInstance(values.toArray()));
    } catch (InvocationTargetException e) {
      return problem(path, e.getCause().getMessage());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("not a public record: " + type, e);
    }
  }

  private Optional<Object> list(Type element, JsonNode node, String path) {
    if (!node.isArray()) {
      return problem(path, "must be a list");
    }
    List<Object> elements = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      value(element, node.get(i), path + "[" + i + "]").ifPresent(elements::add);
    }
    return elements.size() == node.size() ? Optional.of(List.copyOf(elements)) : Optional.empty();
  }

  private Optional<Object> map(Type element, JsonNode node, String path) {
    if (!node.isObject()) {
      return problem(path, "must be names with values");
    }
    Map<String, Object> elements = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      value(element, entry.getValue(), below(path, entry.getKey()))
          .ifPresent(bound -> elements.put(entry.getKey(), bound));
    }
    return elements.size() == node.size() ? Optional.of(Map.copyOf(elements)) : Optional.empty();
  }

  private Optional<Object> scalar(Function<String, Object> parser, JsonNode node, String path) {
    if (!node.isValueNode()) {
      return problem(path, "must be one value");
    }
    try {
      return Optional.of(parser.apply(node.asText()));
    } catch (IllegalArgumentException e) {
      return problem(path, e.getMessage());
    }
  }

  private Optional<Object> word(Class<?> type, JsonNode node, String path) {
    List<String> words =
        Arrays.stream(type.getEnumConstants())
            .map(each -> each.toString().toLowerCase(Locale.ROOT))
            .toList();
    int index = words.indexOf(node.asText());
    return index >= 0
        ? Optional.of(type.getEnumConstants()[index])
        : problem(path, "no \"%s\"; %s".formatted(node.asText(), among(words, node)));
  }

  private static String among(List<String> words, JsonNode node) {
    return Suggestion.among(words, node.asText());
  }

  private Optional<Object> secret(JsonNode node, String path) {
    if (node.isObject() && node.size() == 1 && node.elements().next().isTextual()) {
      String text = node.elements().next().asText();
      switch (node.fieldNames().next()) {
        case "env" -> {
          return Optional.of(new SecretSource.FromEnvironment(text));
        }
        case "file" -> {
          return scalars
              .of(Path.class)
              .map(parser -> (Path) parser.apply(text))
              .map(SecretSource.FromFile::new);
        }
        default -> {}
      }
    }
    return problem(path, "a secret is never written here; use {env: NAME} or {file: path}");
  }

  private static Set<String> keys(Class<?> type) {
    return new TreeSet<>(Arrays.stream(type.getRecordComponents()).flatMap(Binder::keys).toList());
  }

  private static Stream<String> keys(RecordComponent component) {
    return component.isAnnotationPresent(Inline.class)
        ? keys(component.getType()).stream()
        : Stream.of(component.getName());
  }

  private Optional<Object> problem(String path, String text) {
    problems.add(new Problem(path, text));
    return Optional.empty();
  }

  private static String below(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
