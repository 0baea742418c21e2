package dev.slipway.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.service.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A site that answers each request with its own address in the first line, the method and the URI
 * in the second, and the request's body after it; with status 200, or NNN at {@code /status/NNN}.
 */
public final class EchoSite implements AutoCloseable {
  private static final String STATUS = "/status/";
  private static final int NO_CONTENT = 204;
  private static final int BACKLOG = 100;

  private final Endpoint endpoint = Loopback.endpoint(Loopback.address());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  public EchoSite() throws IOException {
    server = HttpServer.create(new InetSocketAddress(endpoint.host(), endpoint.port()), BACKLOG);
    server.setExecutor(threads);
    server.createContext("/", this::echo);
    server.start();
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void echo(HttpExchange exchange) throws IOException {
    try (exchange) {
      String head =
          "%s\n%s %s\n".formatted(endpoint, exchange.getRequestMethod(), exchange.getRequestURI());
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      byte[] answer = (head + body).getBytes(StandardCharsets.UTF_8);
      int status = status(exchange);
      boolean silent = exchange.getRequestMethod().equals("HEAD") || status == NO_CONTENT;
      exchange.sendResponseHeaders(status, silent ? -1 : answer.length);
      if (!silent) {
        exchange.getResponseBody().write(answer);
      }
    }
  }

  private static int status(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    return path.startsWith(STATUS) ? Integer.parseInt(path.substring(STATUS.length())) : 200;
  }
}
