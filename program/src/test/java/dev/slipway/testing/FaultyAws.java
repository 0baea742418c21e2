package dev.slipway.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands before an emulator of AWS: counts the requests by their action, answers some with an error
 * of its own, and plays a controller that dies: from one request on, none comes back any more.
 */
public final class FaultyAws implements AutoCloseable {
  private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=(\\w+)");
  private static final List<String> OWN_HEADERS =
      List.of("host", "connection", "content-length", "expect", "upgrade");

  /** When the controller dies, seen from a request. */
  public enum Death {
    BEFORE_IT_IS_SENT,
    BEFORE_ITS_ANSWER
  }

  /** What is answered instead of passing a request on. */
  private record Fault(String code, int status, int times) {}

  private static final Fault DEAD = new Fault("ControllerDied", 400, 1);

  private final URI behind;
  private final HttpServer server;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, Integer> calls = new TreeMap<>();
  private final Map<String, Fault> faults = new TreeMap<>();
  private final Map<String, Integer> swallowed = new TreeMap<>();
  private final Map<String, String> bodies = new TreeMap<>();
  private int total;
  private int last = Integer.MAX_VALUE;
  private Death death = Death.BEFORE_IT_IS_SENT;

  public FaultyAws(URI behind) throws IOException {
    this.behind = behind;
    server = HttpServer.create(new InetSocketAddress(Loopback.address(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::pass);
    server.start();
  }

  public URI url() {
    InetSocketAddress at = server.getAddress();
    return URI.create("http://" + at.getAddress().getHostAddress() + ":" + at.getPort());
  }

  /** The next requests of that action are answered with an error, as often as told. */
  public synchronized void answer(String action, int times, int status, String code) {
    faults.put(action, new Fault(code, status, times));
  }

  /** The next requests of that action are passed on, and their answers are lost. */
  public synchronized void swallow(String action, int times) {
    swallowed.put(action, times);
  }

  /** What was asked last of that action. */
  public synchronized String lastBody(String action) {
    return bodies.getOrDefault(action, "");
  }

  /** The controller dies at that request from now, the first being 1. */
  public synchronized void die(int request, Death when) {
    total = 0;
    last = request;
    death = when;
  }

  /** All is well again, and nothing was counted. */
  public synchronized void mend() {
    faults.clear();
    swallowed.clear();
    calls.clear();
    total = 0;
    last = Integer.MAX_VALUE;
  }

  /** How often each action was asked for, tries that were answered with an error included. */
  public synchronized Map<String, Integer> calls() {
    return Map.copyOf(calls);
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String action = action(exchange, body);
      Optional<Fault> fault = instead(action);
      if (fault.isPresent()) {
        refuse(exchange, fault.get());
      } else {
        remember(action, body);
        HttpResponse<byte[]> answer = forward(exchange, body);
        if (dead()) {
          refuse(exchange, DEAD);
        } else if (!swallows(action)) {
          hand(exchange, answer);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Optional<Fault> instead(String action) {
    calls.merge(action, 1, Integer::sum);
    total++;
    if (total > last || (total == last && death == Death.BEFORE_IT_IS_SENT)) {
      return Optional.of(DEAD);
    }
    Optional<Fault> fault = Optional.ofNullable(faults.get(action)).filter(some -> some.times > 0);
    fault.ifPresent(some -> faults.put(action, new Fault(some.code, some.status, some.times - 1)));
    return fault;
  }

  private synchronized void remember(String action, byte[] body) {
    bodies.put(action, new String(body, StandardCharsets.UTF_8));
  }

  private synchronized boolean swallows(String action) {
    int left = swallowed.getOrDefault(action, 0);
    swallowed.put(action, Math.max(0, left - 1));
    return left > 0;
  }

  private synchronized boolean dead() {
    return total >= last;
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(behind.resolve(exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static void hand(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
    answer
        .headers()
        .firstValue("content-type")
        .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
    send(exchange, answer.statusCode(), answer.body());
  }

  /** In the form of EC2 or of the other services, which the SDK reads each for its own. */
  private static void refuse(HttpExchange exchange, Fault fault) throws IOException {
    String signed = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    String error = "<Error><Code>%s</Code><Message>told to</Message></Error>".formatted(fault.code);
    String body =
        signed.contains("/ec2/")
            ? "<Response><Errors>%s</Errors><RequestID>0</RequestID></Response>".formatted(error)
            : "<ErrorResponse>%s<RequestId>0</RequestId></ErrorResponse>".formatted(error);
    send(exchange, fault.status, body.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private static String action(HttpExchange exchange, byte[] body) {
    Matcher form = ACTION.matcher(new String(body, StandardCharsets.UTF_8));
    return form.find() ? form.group(1) : exchange.getRequestMethod();
  }

  @Override
  public void close() {
    server.stop(0);
    http.close();
  }
}
