package dev.slipway.provider.aws;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The application's own cloud-config, from its repository at the tag. A name between a dollar's
 * braces is a variable; with two dollars before the brace it stays as it is, a shell's own. Values
 * are put into the parsed tree, so that none can change the document's form.
 *
 * @param file its name, for errors
 */
record CloudConfigTemplate(String file, String text) {
  private static final Pattern REFERENCE = Pattern.compile("\\$(\\$\\{)|\\$\\{([^}\\n]*)}?");

  /**
   * The document with its variables replaced.
   *
   * @throws SlipwayException {@code DESCRIPTOR_INVALID} naming every unknown variable with its
   *     line, or the line that is no YAML
   */
  Map<String, Object> on(Map<String, String> variables) {
    refuseUnknown(variables);
    Map<String, Object> replaced = new LinkedHashMap<>();
    parse().forEach((key, value) -> replaced.put(key.toString(), in(value, variables)));
    return replaced;
  }

  private void refuseUnknown(Map<String, String> variables) {
    List<String> unknown = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      int line = i + 1;
      REFERENCE
          .matcher(lines.get(i))
          .results()
          .filter(match -> match.group(1) == null && !variables.containsKey(match.group(2)))
          .forEach(match -> unknown.add("line %d: %s".formatted(line, match.group())));
    }
    if (!unknown.isEmpty()) {
      throw invalid(
          "unknown variables, " + String.join(", ", unknown),
          "there is ${%s}; write $${ for a ${ of a shell"
              .formatted(String.join("}, ${", new TreeSet<>(variables.keySet()))),
          null);
    }
  }

  private Map<?, ?> parse() {
    if (!text.startsWith(UserData.HEADER)) {
      throw invalid("line 1: not " + UserData.HEADER, "it must be a cloud-config", null);
    }
    try {
      Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
      if (tree == null) {
        return Map.of();
      }
      if (tree instanceof Map<?, ?> keys) {
        return keys;
      }
      throw invalid("must be keys with values", "see cloud-init's examples", null);
    } catch (MarkedYAMLException e) {
      throw invalid(
          "line %d: %s".formatted(e.getProblemMark().getLine() + 1, e.getProblem()),
          "it must be YAML",
          e);
    } catch (YAMLException e) {
      throw invalid(e.getMessage(), "it must be YAML", e);
    }
  }

  private static Object in(Object value, Map<String, String> variables) {
    return switch (value) {
      case String string -> replace(string, variables);
      case List<?> list -> list.stream().map(each -> in(each, variables)).toList();
      case Map<?, ?> map -> {
        Map<Object, Object> replaced = new LinkedHashMap<>();
        map.forEach((key, each) -> replaced.put(in(key, variables), in(each, variables)));
        yield replaced;
      }
      case null -> "";
      default -> value;
    };
  }

  private static String replace(String text, Map<String, String> variables) {
    return REFERENCE
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(of(match, variables)));
  }

  private static String of(MatchResult match, Map<String, String> variables) {
    return match.group(1) == null ? variables.get(match.group(2)) : match.group(1);
  }

  private SlipwayException invalid(String what, String hint, Exception cause) {
    return new SlipwayException(
        ErrorCode.DESCRIPTOR_INVALID, "%s: %s".formatted(file, what), hint, cause);
  }
}
