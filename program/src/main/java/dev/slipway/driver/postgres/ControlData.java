package dev.slipway.driver.postgres;

import dev.slipway.service.Lsn;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the control file of a data directory says.
 *
 * @param systemIdentifier unsigned, as text: equal on a primary and its standbys
 * @param checkpoint where the last checkpoint's record begins
 * @param timeline of that checkpoint
 */
record ControlData(String systemIdentifier, State state, Lsn checkpoint, int timeline) {

  /**
   * The server's state when it last wrote the file; in the order of PostgreSQL's own {@code
   * DBState}.
   */
  enum State {
    STARTING_UP(0, "starting up"),
    SHUT_DOWN(1, "shut down"),
    SHUT_DOWN_IN_RECOVERY(2, "shut down in recovery"),
    SHUTTING_DOWN(3, "shutting down"),
    IN_CRASH_RECOVERY(4, "in crash recovery"),
    IN_ARCHIVE_RECOVERY(5, "in archive recovery"),
    IN_PRODUCTION(6, "in production");

    private final int number;
    private final String text;

    State(int number, String text) {
      this.number = number;
      this.text = text;
    }

    /** True when the last checkpoint is the last word. */
    boolean clean() {
      return this == SHUT_DOWN || this == SHUT_DOWN_IN_RECOVERY;
    }

    /** As the control file holds it. */
    static State of(int number) {
      return first(state -> state.number == number, "number " + number);
    }

    /** As {@code pg_controldata} prints it. */
    static State parse(String text) {
      return first(state -> state.text.equals(text), text);
    }

    private static State first(Predicate<State> matches, String what) {
      return Stream.of(values())
          .filter(matches)
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no state of a cluster: " + what));
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
