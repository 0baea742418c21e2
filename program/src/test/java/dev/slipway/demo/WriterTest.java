package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WriterTest {
  private final Writer writer = new Writer("RUN", 3);

  @Test
  void makesADocumentAndThenChangesItThreeTimes() {
    Writer.Write first = acknowledged();
    assertThat(first)
        .isEqualTo(
            new Writer.Write(
                "RUN-w3-0",
                "POST",
                "/experiment",
                """
                {"accession":"RUNW3N0","status":"in progress","description":"written by RUN-w3-0"}""",
                "RUNW3N0"));
    assertThat(acknowledged())
        .isEqualTo(
            new Writer.Write(
                "RUN-w3-1",
                "PATCH",
                "/experiment/RUNW3N0",
                "{\"description\":\"changed by RUN-w3-1\"}",
                "RUNW3N0"));
    acknowledged();
    acknowledged();
    assertThat(acknowledged().path()).isEqualTo("/experiment");
  }

  @Test
  void doesNotRepeatAWriteThatFailedNorChangeADocumentThatMayNotBeThere() {
    Writer.Write first = writer.next();
    writer.ended(first, Duration.ZERO, Duration.ofMillis(5), Optional.of("503"));

    Writer.Write second = writer.next();

    assertThat(second.method()).isEqualTo("POST");
    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(second.accession()).isNotEqualTo(first.accession());
    assertThat(writer.unacknowledged()).containsExactly("RUN-w3-0");
    assertThat(writer.newest()).isEmpty();
  }

  private Writer.Write acknowledged() {
    Writer.Write write = writer.next();
    writer.ended(write, Duration.ZERO, Duration.ofMillis(5), Optional.empty());
    return write;
  }
}
