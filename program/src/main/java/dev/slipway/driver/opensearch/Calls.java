package dev.slipway.driver.opensearch;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.io.IOException;
import org.opensearch.client.opensearch._types.OpenSearchException;
import org.opensearch.client.opensearch.generic.OpenSearchClientException;

/** Asks the cluster and says in the words of the catalogue what went wrong. */
record Calls(String cluster) {

  /** A question over the network. */
  interface Question<T> {
    T ask() throws IOException;
  }

  <T> T to(String what, Question<T> question) {
    try {
      return question.ask();
    } catch (OpenSearchException | OpenSearchClientException e) {
      throw new SlipwayException(
          ErrorCode.SEARCH_UNHEALTHY,
          "search cluster %s did not %s: %s".formatted(cluster, what, e.getMessage()),
          "see the log of its nodes",
          e);
    } catch (IOException e) {
      throw new SlipwayException(
          ErrorCode.SEARCH_UNREACHABLE,
          "search cluster %s did not answer: %s".formatted(cluster, e),
          "check that its nodes run and that this address is theirs",
          e);
    }
  }
}
