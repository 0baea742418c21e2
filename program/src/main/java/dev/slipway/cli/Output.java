package dev.slipway.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
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
