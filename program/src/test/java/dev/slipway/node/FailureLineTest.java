package dev.slipway.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.node.FailureLine.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureLineTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          java.lang.OutOfMemoryError: Java heap space                            | OUT_OF_MEMORY
          FATAL: could not map anonymous shared memory: Cannot allocate memory   | OUT_OF_MEMORY
          Caused by: java.io.IOException: No space left on device                | DISK_FULL
          bind failed (98): Address already in use                               | PORT_IN_USE
          org.opensearch.bootstrap.BindTransportException: Failed to bind to 9300 | PORT_IN_USE
          could not bind IPv4 address "127.0.41.2"                               | PORT_IN_USE
          mkdir: cannot create directory '/srv/x': Permission denied             | NOT_ALLOWED
          E: Unable to locate package pgbackrest                                 | PACKAGE
          Error: Could not create the Java Virtual Machine.                      | NO_JVM
          2026-11-25 05:00:00 UTC [7] FATAL:  password authentication failed     | DATABASE
          error [INTERNAL]: search-v42-data2 did not start: no such folder        | ERROR
          PANIC: could not locate a valid checkpoint record                      | DATABASE
          Exception in thread "main" java.lang.IllegalStateException: no         | TRACE
          '	at dev.catalog.Main.main(Main.java:12)'                              | TRACE
          Traceback (most recent call last):                                     | TRACE
          2026-11-25T05:00:00.123Z build: npm ended with exit code 2             | EXIT_CODE
          2026-11-25T05:00:00.123Z search: failed: the search node ended         | STEP
          """)
  void isRecognised(String line, Kind kind) {
    assertThat(FailureLine.in(line).map(FailureLine::kind)).contains(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-25T05:00:00.123Z search: listens on 127.0.41.2:9200",
        "2026-11-25 05:00:00 UTC [7] FATAL:  the database system is starting up",
        "FATAL:  terminating connection due to administrator command",
        "2026-11-25T05:00:00.123Z build: the linter ended with exit code 0",
        "0 failed, 12 passed",
        ""
      })
  void isNotWhatOnlyLooksLikeOne(String line) {
    assertThat(FailureLine.in(line)).isEmpty();
  }

  @Test
  void ofManyLinesTheCauseIsTaken() {
    assertThat(
            FailureLine.most(List.of("all is well", "Caused by: x.Y", "OutOfMemoryError: a", "b")))
        .contains(new FailureLine(Kind.OUT_OF_MEMORY, "OutOfMemoryError: a"));
    assertThat(FailureLine.most(List.of("all is well"))).isEmpty();
  }

  @Test
  void theCauseTellsMoreThanTheStepThatFailedOfIt() {
    FailureLine cause = FailureLine.in("java.lang.OutOfMemoryError").orElseThrow();
    FailureLine trace = FailureLine.in("Caused by: x.Y").orElseThrow();
    FailureLine step =
        FailureLine.in("2026-11-25T05:00:00Z search: failed: it ended").orElseThrow();

    assertThat(cause.tellsMoreThan(trace)).isTrue();
    assertThat(trace.tellsMoreThan(step)).isTrue();
    assertThat(step.tellsMoreThan(step)).isFalse();
  }
}
