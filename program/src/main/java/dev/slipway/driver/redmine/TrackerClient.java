package dev.slipway.driver.redmine;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.apache.http.HttpResponse;
import org.apache.http.client.HttpClient;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.protocol.HttpContext;

/**
 * The HTTP client under the Redmine library, which by itself would wait for ever, and would read a
 * 503 as if it were an answer.
 */
final class TrackerClient {
  /** The library turns these into exceptions with a reason. */
  private static final Set<Integer> EXPLAINED = Set.of(401, 403, 404, 422);

  private TrackerClient() {}

  static HttpClient of(Duration timeout) {
    int millis = Math.toIntExact(timeout.toMillis());
    return HttpClients.custom()
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectTimeout(millis)
                .setConnectionRequestTimeout(millis)
                .setSocketTimeout(millis)
                .build())
        .addInterceptorLast((HttpResponse response, HttpContext context) -> refuseErrors(response))
        .build();
  }

  private static void refuseErrors(HttpResponse response) throws IOException {
    int status = response.getStatusLine().getStatusCode();
    if (status >= 400 && !EXPLAINED.contains(status)) {
      throw new IOException("the tracker answers " + status);
    }
  }
}
