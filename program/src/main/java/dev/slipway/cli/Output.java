package dev.slipway.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.slipway.workflow.Outcome;
import dev.slipway.workflow.ReleaseRecord;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** The option of every verb that prints something. */
final class Output {
  @Option(
      names = "--output",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "How to print. Default: text")
  private Format format;

  enum Format {
    TEXT,
    JSON
  }

  /** What was asked for is JSON already. */
  interface WithPlan {
    @JsonRawValue
    String request();
  }

  /** Which of its kinds an outcome is. */
  interface WithWord {
    @JsonProperty("is")
    String word();
  }

  /**
   * Prints a result.
   *
   * @param value becomes JSON; its types hold no secret
   */
  void print(Screen screen, Object value, Supplier<String> text) {
    switch (format) {
      case TEXT -> screen.result(text.get());
      case JSON -> screen.result(json(value));
    }
  }

  private static String json(Object value) {
    ObjectMapper mapper =
        JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .addMixIn(ReleaseRecord.class, WithPlan.class)
            .addMixIn(Outcome.class, WithWord.class)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a result that has no JSON: " + value.getClass(), e);
    }
  }
}
