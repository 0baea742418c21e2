package dev.slipway.service;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.testing.EchoSite;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What every proxy does, seen by a client that keeps its connections to a real one. */
public abstract class ServingProxyContract extends ProxyContract {
  private EchoSite first;
  private EchoSite second;
  private HttpClient client;

  /** Where the proxy serves. */
  protected abstract String url();

  @BeforeEach
  final void startSites() throws IOException {
    first = new EchoSite();
    second = new EchoSite();
    client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  @AfterEach
  final void stopSites() {
    client.shutdownNow();
    client.close();
    second.close();
    first.close();
  }

  @Override
  protected final Endpoint first() {
    return first.endpoint();
  }

  @Override
  protected final Endpoint second() {
    return second.endpoint();
  }

  @Override
  protected final Endpoint answering() throws Exception {
    return site(get("/"));
  }

  protected final HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(at(path)));
  }

  protected final HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  protected final URI at(String path) {
    return URI.create(url() + path);
  }

  protected static Endpoint site(HttpResponse<String> answer) {
    return Endpoint.parse(answer.body().lines().findFirst().orElseThrow());
  }

  protected static void refused(Runnable what, ErrorCode code) {
    assertThatThrownBy(what::run)
        .isInstanceOf(SlipwayException.class)
        .extracting(e -> ((SlipwayException) e).code())
        .isEqualTo(code);
  }
}
