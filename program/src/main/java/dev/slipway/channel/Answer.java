package dev.slipway.channel;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.util.Arrays;

/** What the process on the server writes about one call: a line each. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Answer.Line.class, name = "line"),
  @JsonSubTypes.Type(value = Answer.Value.class, name = "value"),
  @JsonSubTypes.Type(value = Answer.Failure.class, name = "failure")
})
sealed interface Answer {
  long id();

  /** Handed on while the call goes on. */
  record Line(long id, String text) implements Answer {}

  /** The call's end. */
  record Value(long id, JsonNode value) implements Answer {}

  /** The call's end, too. */
  record Failure(long id, String code, String message, String hint) implements Answer {
    static Failure of(long id, SlipwayException e) {
      return new Failure(id, e.code().name(), e.getMessage(), e.hint());
    }

    /** A code that this version does not know is a defect's. */
    SlipwayException exception() {
      ErrorCode known =
          Arrays.stream(ErrorCode.values())
              .filter(each -> each.name().equals(code))
              .findFirst()
              .orElse(ErrorCode.INTERNAL);
      return new SlipwayException(known, message, hint);
    }
  }
}
