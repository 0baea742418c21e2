package dev.slipway.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One client that writes: a new document each fourth time, and otherwise a change of its own last
 * one. A write that failed is counted and not tried again, so that nothing hides it. Belongs to one
 * thread until that has ended.
 */
final class Writer {
  private static final int NEW_EACH = 4;

  private final int number;
  private final String run;
  private final List<Sample> samples = new ArrayList<>();
  private final List<String> acknowledged = new ArrayList<>();
  private final List<String> unacknowledged = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private volatile String newest;
  private long sequence;

  /** One request to be sent. */
  record Write(String id, String method, String path, String body, String accession) {}

  Writer(String run, int number) {
    this.run = run;
    this.number = number;
  }

  /** The next write; its identity tells the load, the writer and the place in its order. */
  Write next() {
    long current = sequence++;
    String id = "%s-w%d-%d".formatted(run, number, current);
    if (newest == null || current % NEW_EACH == 0) {
      String accession = "%sW%dN%d".formatted(run, number, current);
      String body =
          """
          {"accession":"%s","status":"in progress","description":"written by %s"}"""
              .formatted(accession, id);
      return new Write(id, "POST", "/experiment", body, accession);
    }
    String body = "{\"description\":\"changed by %s\"}".formatted(id);
    return new Write(id, "PATCH", "/experiment/" + newest, body, newest);
  }

  /**
   * @param failure empty when the write was acknowledged
   */
  void ended(Write write, Duration begun, Duration took, Optional<String> failure) {
    samples.add(new Sample(begun, took, failure.isEmpty()));
    if (failure.isEmpty()) {
      acknowledged.add(write.id());
      newest = write.accession();
    } else {
      unacknowledged.add(write.id());
      failures.add(failure.get());
    }
  }

  /** The document that this writer was last told is written; readers ask for it meanwhile. */
  Optional<String> newest() {
    return Optional.ofNullable(newest);
  }

  List<Sample> samples() {
    return samples;
  }

  List<String> acknowledged() {
    return acknowledged;
  }

  List<String> unacknowledged() {
    return unacknowledged;
  }

  List<String> failures() {
    return failures;
  }
}
