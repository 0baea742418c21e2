package dev.slipway.driver.opensearch;

import dev.slipway.service.Endpoint;
import java.util.List;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.Timeout;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;

/** Connections to the nodes of one cluster. */
final class Transports {
  private static final Timeout CONNECT = Timeout.ofSeconds(3);
  private static final Timeout ANSWER = Timeout.ofSeconds(20);

  private Transports() {}

  static OpenSearchTransport open(List<Endpoint> nodes) {
    HttpHost[] hosts =
        nodes.stream()
            .map(node -> new HttpHost("http", node.host(), node.port()))
            .toArray(HttpHost[]::new);
    return ApacheHttpClient5TransportBuilder.builder(hosts)
        .setRequestConfigCallback(request -> request.setResponseTimeout(ANSWER))
        .setConnectionConfigCallback(connection -> connection.setConnectTimeout(CONNECT))
        .build();
  }
}
