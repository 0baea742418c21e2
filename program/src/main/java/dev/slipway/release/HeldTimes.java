package dev.slipway.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.workflow.Evidence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the holds of an estate took, one line each, in a file beside the journal: planning forecasts
 * from it without starting the journal. Losing it loses no more than the forecast, so that nobody
 * waits for the disk, and a line that cannot be read is left out.
 */
public final class HeldTimes {
  private static final int KEPT = 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  public HeldTimes(Path file) {
    this.file = file;
  }

  /** The last ones, in the order in which they were measured. */
  public List<Map<Phase, Duration>> read() {
    var all = lines().stream().flatMap(line -> phases(line).stream()).toList();
    return all.subList(Math.max(0, all.size() - KEPT), all.size());
  }

  /** Keeps what a switchover measured; nothing when its evidence has no phases. */
  public void add(Evidence evidence) {
    Map<String, Double> measured = new LinkedHashMap<>();
    for (Phase phase : Phase.values()) {
      if (evidence.facts().get(phase.key()) instanceof Number milliseconds) {
        measured.put(phase.key(), milliseconds.doubleValue());
      }
    }
    if (measured.size() == Phase.values().length) {
      append(line(measured));
    }
  }

  private void append(String line) {
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private List<String> lines() {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static String line(Map<String, Double> measured) {
    try {
      return JSON.writeValueAsString(measured);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("phases cannot be written", e);
    }
  }

  private static Optional<Map<Phase, Duration>> phases(String line) {
    Map<String, Double> measured;
    try {
      measured = JSON.readValue(line, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
    Map<Phase, Duration> phases = new EnumMap<>(Phase.class);
    for (Phase phase : Phase.values()) {
      Double milliseconds = measured.get(phase.key());
      if (milliseconds == null) {
        return Optional.empty();
      }
      phases.put(phase, Duration.ofNanos(Math.round(milliseconds * 1e6)));
    }
    return Optional.of(phases);
  }
}
