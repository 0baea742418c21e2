package dev.slipway.release;

import dev.slipway.service.IndexShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Compares the indexes of two versions. Pure. What is not known to be harmless makes them
 * incompatible: a full index is only slower.
 *
 * @param former what the version that serves has
 * @param next what the version that is released would make
 */
public record IndexComparison(Side former, Side next) {
  private static final int ANALYSIS_PARTS = 3;
  private static final String ANALYSIS = "analysis.";

  /**
   * @param form see {@link dev.slipway.service.IndexDescription}
   */
  public record Side(IndexShape shape, String form) {}

  public SeedDecision decide() {
    List<String> reasons = new ArrayList<>();
    compareFields(reasons);
    compareSettings(reasons);
    if (!former.form().equals(next.form())) {
      reasons.add(
          "documents are indexed in another form (%s, was %s)"
              .formatted(next.form(), former.form()));
    }
    if (!reasons.isEmpty()) {
      return new SeedDecision.Incompatible(reasons);
    }
    List<String> added = added();
    return added.isEmpty() ? new SeedDecision.Identical() : new SeedDecision.Superset(added);
  }

  private List<String> added() {
    var known = former.shape().fields().keySet();
    return next.shape().fields().keySet().stream()
        .filter(field -> !known.contains(field))
        .sorted()
        .map(field -> "field " + field)
        .toList();
  }

  private void compareFields(List<String> reasons) {
    Map<String, Map<String, String>> now = next.shape().fields();
    for (String field : new TreeSet<>(former.shape().fields().keySet())) {
      String name = field.isEmpty() ? "the mapping" : "field " + field;
      if (now.containsKey(field)) {
        compare(name, former.shape().fields().get(field), now.get(field), reasons);
      } else {
        reasons.add(name + " is gone");
      }
    }
  }

  private static void compare(
      String field, Map<String, String> before, Map<String, String> after, List<String> reasons) {
    for (String parameter : union(before.keySet(), after.keySet())) {
      String from = before.getOrDefault(parameter, "the default");
      String to = after.getOrDefault(parameter, "the default");
      if (!from.equals(to)) {
        reasons.add("%s changed its %s from %s to %s".formatted(field, parameter, from, to));
      }
    }
  }

  /** An analyzer that is only added is nobody's yet, or a new field's. */
  private void compareSettings(List<String> reasons) {
    Map<String, String> before = former.shape().settings();
    Map<String, String> after = next.shape().settings();
    Set<String> changed = new TreeSet<>();
    for (String setting : union(before.keySet(), after.keySet())) {
      boolean same = String.valueOf(before.get(setting)).equals(after.get(setting));
      if (!same && !addedAnalysis(setting)) {
        changed.add(named(setting, before.get(setting), after.get(setting)));
      }
    }
    reasons.addAll(changed);
  }

  private boolean addedAnalysis(String setting) {
    String component = component(setting) + ".";
    return setting.startsWith(ANALYSIS)
        && former.shape().settings().keySet().stream().noneMatch(key -> key.startsWith(component));
  }

  private static String named(String setting, String from, String to) {
    if (setting.startsWith(ANALYSIS)) {
      String[] parts = setting.split("\\.", -1);
      return parts.length < ANALYSIS_PARTS
          ? setting + " changed"
          : "%s %s changed".formatted(parts[1], parts[2]);
    }
    return "setting %s changed from %s to %s".formatted(setting, known(from), known(to));
  }

  /** The part of a setting's path that names one analyzer, filter or tokenizer. */
  private static String component(String setting) {
    String[] parts = setting.split("\\.", -1);
    return String.join(".", Stream.of(parts).limit(ANALYSIS_PARTS).toList());
  }

  private static String known(String value) {
    return value == null ? "the default" : value;
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> all = new TreeSet<>(one);
    all.addAll(other);
    return all;
  }
}
