package dev.slipway.config;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code ${…}} in a descriptor stands for on one server. A pure function: the same text and
 * values give the same answer.
 *
 * @param values by name without {@code ${}}; only names of {@link #KNOWN}
 */
public record Variables(Map<String, String> values) {

  /** Every name that a descriptor may use. */
  public static final Set<String> KNOWN =
      Set.of(
          "server.address",
          "server.logs",
          "server.state",
          "app.port",
          "app.fileIndexer",
          "site.name",
          "pooler.address",
          "pooler.port",
          "database.address",
          "database.port",
          "database.name",
          "database.user",
          "database.passwordFile",
          "search.url");

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}?");

  public Variables {
    values = Map.copyOf(values);
    Set<String> strangers = new TreeSet<>(values.keySet());
    strangers.removeAll(KNOWN);
    if (!strangers.isEmpty()) {
      throw new IllegalArgumentException("not variables of a descriptor: " + strangers);
    }
  }

  /**
   * The text with every variable replaced.
   *
   * @throws SlipwayException {@code DESCRIPTOR_INVALID} naming every variable without a value here
   */
  public String in(String text) {
    Set<String> missing = names(text);
    missing.removeAll(values.keySet());
    if (!missing.isEmpty()) {
      throw new SlipwayException(
          ErrorCode.DESCRIPTOR_INVALID,
          "unknown variables " + missing + " in \"" + text + "\"",
          "the variables of this server are " + new TreeSet<>(values.keySet()));
    }
    return REFERENCE
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(values.get(match.group(1))));
  }

  /** Each text with every variable replaced. */
  public List<String> in(List<String> texts) {
    return texts.stream().map(this::in).toList();
  }

  /** The same keys, each value with every variable replaced. */
  public Map<String, String> in(Map<String, String> texts) {
    Map<String, String> replaced = new LinkedHashMap<>();
    texts.forEach((key, text) -> replaced.put(key, in(text)));
    return replaced;
  }

  /** The names that a text uses and no server knows. */
  static Set<String> unknown(String text) {
    Set<String> names = names(text);
    names.removeAll(KNOWN);
    return names;
  }

  private static Set<String> names(String text) {
    Set<String> names = new TreeSet<>();
    REFERENCE.matcher(text).results().map(Variables::name).forEach(names::add);
    return names;
  }

  /** A reference that is never closed keeps its opening, so that no name can match it. */
  private static String name(MatchResult match) {
    return match.group().endsWith("}") ? match.group(1) : match.group();
  }
}
