package dev.slipway.driver.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Request;
import org.opensearch.client.opensearch.generic.Response;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.httpclient5.ResponseException;

/**
 * Asks a cluster, and asks again while it is too busy to answer.
 *
 * @param cluster its name, for the error
 */
record PatientClient(String cluster, OpenSearchGenericClient client) {
  private static final int BUSY = 429;

  /**
   * A node that has no memory or no place in its queue for a request refuses it before it does
   * anything, and mostly takes it a moment later. One that a candidate's index is being written to
   * does so, too.
   */
  private static final RetryPolicy<Reply> WHILE_BUSY =
      RetryPolicy.<Reply>builder()
          .handleIf((reply, error) -> error == null && reply.status() == BUSY)
          .withBackoff(Duration.ofMillis(100), Duration.ofSeconds(2))
          .withJitter(0.25)
          .withMaxDuration(Duration.ofSeconds(30))
          .withMaxRetries(-1)
          .build();

  /**
   * An answer, whatever it says.
   *
   * @param said why it was refused, when there is no body that tells
   */
  record Reply(int status, JsonNode body, Optional<String> said) {}

  static PatientClient of(String cluster, OpenSearchTransport transport) {
    return new PatientClient(cluster, new OpenSearchGenericClient(transport));
  }

  /**
   * @throws SlipwayException {@code SEARCH_UNREACHABLE} when nobody answers, {@code INTERRUPTED}
   */
  Reply send(Request request) {
    try {
      return Failsafe.with(WHILE_BUSY).get(() -> once(request));
    } catch (FailsafeException e) {
      throw interrupted(e) ? ended(e) : unreachable(e);
    } catch (RuntimeException e) {
      throw interrupted(e) ? ended(e) : e;
    }
  }

  /** The client says it in three ways, and one of them a kind of lost connection. */
  private static boolean interrupted(Throwable e) {
    return e != null
        && (e instanceof InterruptedException
            || e.getClass() == InterruptedIOException.class
            || interrupted(e.getCause()));
  }

  private SlipwayException ended(RuntimeException e) {
    Thread.currentThread().interrupt();
    return new SlipwayException(
        ErrorCode.INTERRUPTED, "interrupted while asking search cluster " + cluster, "", e);
  }

  private SlipwayException unreachable(FailsafeException e) {
    return new SlipwayException(
        ErrorCode.SEARCH_UNREACHABLE,
        "search cluster %s did not answer: %s".formatted(cluster, e.getCause()),
        "check that its nodes run and that this address is theirs",
        e);
  }

  private Reply once(Request request) throws IOException {
    try (Response response = client.execute(request)) {
      return new Reply(response.getStatus(), read(response), Optional.empty());
    } catch (ResponseException e) {
      return new Reply(e.status(), MissingNode.getInstance(), Optional.of(e.getMessage()));
    }
  }

  private static JsonNode read(Response response) throws IOException {
    return response.getBody().isPresent()
        ? Api.JSON.readTree(response.getBody().get().bodyAsBytes())
        : MissingNode.getInstance();
  }
}
