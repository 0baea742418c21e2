package dev.catalog.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.catalog.Json;
import dev.catalog.document.Rejection;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;

/** JSON in requests and answers. */
public final class Bodies {

  private Bodies() {}

  /**
   * The body of a request.
   *
   * @throws Rejection when it is not one JSON object
   */
  static ObjectNode read(Context context) {
    try {
      if (Json.MAPPER.readTree(context.bodyAsBytes()) instanceof ObjectNode object) {
        return object;
      }
      throw malformed("the body is not a JSON object");
    } catch (JsonProcessingException e) {
      throw malformed("the body is not JSON: " + e.getOriginalMessage());
    } catch (java.io.IOException e) {
      throw malformed("the body cannot be read");
    }
  }

  /** Answers with a JSON tree. */
  public static void answer(Context context, int status, JsonNode tree) {
    context.status(status).contentType("application/json");
    context.result(Json.text(tree).getBytes(StandardCharsets.UTF_8));
  }

  /** Answers with an error. */
  public static void refuse(Context context, int status, String error, String hint) {
    answer(context, status, Json.object().put("error", error).put("hint", hint));
  }

  private static Rejection malformed(String message) {
    return new Rejection(
        Rejection.Reason.MALFORMED, message, "send one JSON object with the properties");
  }
}
