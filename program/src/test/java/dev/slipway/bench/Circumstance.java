package dev.slipway.bench;

import dev.slipway.bench.Writes.Acknowledged;
import java.util.List;
import java.util.Map;

/** What goes on during a ping-pong beside its writers. Each method is called by one thread. */
interface Circumstance extends AutoCloseable {
  /** Before a switchover; rounds are counted from 1. */
  void begin(int round);

  /**
   * True when that is what should have happened; it is tried again then, and what was in its way is
   * gone.
   */
  default boolean caused(Attempt.Refused refusal) {
    return false;
  }

  /** After a switchover, when the former primary follows. */
  default void end(Attempt.Switched switched) {}

  /** Rows that were acknowledged to others than the writers. */
  default List<Acknowledged> acknowledged() {
    return List.of();
  }

  /** What both servers must answer alike in the end, besides the writers' table. */
  default List<String> questions() {
    return List.of();
  }

  /** What else is told in the end, as in the JSON. */
  default Map<String, Integer> counts() {
    return Map.of();
  }

  @Override
  default void close() {}

  /** Nothing but the writers. */
  static Circumstance calm() {
    return round -> {};
  }
}
