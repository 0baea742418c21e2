package dev.slipway.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;

/** A plan as the text that the journal keeps and {@code --output json} prints. */
public final class PlanJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(new Jdk8Module())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private PlanJson() {}

  public static String write(Plan plan) {
    try {
      return MAPPER.writeValueAsString(plan);
    } catch (JsonProcessingException e) {
      throw new SlipwayException(ErrorCode.INTERNAL, "the plan cannot be written", "", e);
    }
  }

  /**
   * @throws SlipwayException {@code JOURNAL_FAILED} when it is not a plan of this version
   */
  public static Plan read(String text) {
    try {
      return MAPPER.readValue(text, Plan.class);
    } catch (JsonProcessingException e) {
      throw new SlipwayException(
          ErrorCode.JOURNAL_FAILED,
          "the journal's plan cannot be read by this version of Slipway",
          "finish the release with the version that began it",
          e);
    }
  }
}
