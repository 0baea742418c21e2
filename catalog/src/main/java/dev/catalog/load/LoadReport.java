package dev.catalog.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a load came to. */
public final class LoadReport {
  private final Map<String, Integer> types = new TreeMap<>();
  private final Map<String, Integer> missing = new TreeMap<>();
  private final List<String> refused = new ArrayList<>();
  private long links;
  private long inserted;
  private int foreignVersions;

  void read(String type) {
    types.merge(type, 1, Integer::sum);
  }

  void links(int number) {
    links += number;
  }

  void missing(String type, String path) {
    missing.merge(type + "." + path, 1, Integer::sum);
  }

  void refuse(String what) {
    refused.add(what);
  }

  void foreignVersion() {
    foreignVersions++;
  }

  void inserted(long number) {
    inserted = number;
  }

  /** Documents that were read, by type. */
  public Map<String, Integer> types() {
    return Map.copyOf(types);
  }

  /** Links without a target, by type and property. */
  public Map<String, Integer> missing() {
    return Map.copyOf(missing);
  }

  /** Documents that were not loaded, with the reason. */
  public List<String> refused() {
    return List.copyOf(refused);
  }

  /** Documents that were new. */
  public long inserted() {
    return inserted;
  }

  /** The report as lines for a person. */
  public List<String> lines() {
    var lines = new ArrayList<String>();
    var read = types.values().stream().mapToInt(Integer::intValue).sum();
    var dangling = missing.values().stream().mapToInt(Integer::intValue).sum();
    lines.add("read     %d documents of %d types".formatted(read, types.size()));
    lines.add("loaded   %d".formatted(inserted));
    lines.add("there    %d".formatted(read - inserted - refused.size()));
    lines.add("refused  %d".formatted(refused.size()));
    refused.forEach(line -> lines.add("  " + line));
    lines.add("links    %d".formatted(links));
    lines.add("missing  %d link targets".formatted(dangling));
    missing.forEach((field, count) -> lines.add("  %-50s %6d".formatted(field, count)));
    if (foreignVersions > 0) {
      lines.add("dropped  %d schema versions that are not ours".formatted(foreignVersions));
    }
    return lines;
  }
}
