package dev.slipway.channel;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What the controller writes: a line each. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Request.Call.class, name = "call"),
  @JsonSubTypes.Type(value = Request.Stop.class, name = "stop")
})
sealed interface Request {

  /**
   * Calls a method.
   *
   * @param id by which its answers are known
   * @param interrupted whether its caller was already, which not every method cares about
   * @param path the last step is the call; those before it lead to the object, from the first one
   */
  record Call(long id, boolean interrupted, List<Step> path) implements Request {
    public Call {
      path = List.copyOf(path);
    }
  }

  /** The caller of that call was interrupted while it waits. */
  record Stop(long id) implements Request {}
}
