package dev.slipway.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.config.Secret;
import dev.slipway.service.Ticket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * An emulation of the part of Redmine's REST API that closing tickets needs, for the demo and for
 * tests: statuses, the list of issues by status, one issue, its update, the key in the header. It
 * is not a Redmine: what the real one answers is proved by a test of its own against Debian's.
 *
 * <p>As the real one, it answers 204 to a transition that is not allowed and changes nothing.
 */
public final class DemoTracker implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> STATUSES =
      List.of("New", "In Progress", "Release Ready", "Closed");

  private final Secret key;
  private final HttpServer server;
  private final Map<Integer, Ticket> tickets = new TreeMap<>();
  private final Set<String> frozen = ConcurrentHashMap.newKeySet();
  private volatile boolean down;

  private DemoTracker(HttpServer server, Secret key) {
    this.server = server;
    this.key = key;
  }

  /** Starts one; port 0 takes a free one. */
  public static DemoTracker start(InetSocketAddress address, Secret key) throws IOException {
    HttpServer server = HttpServer.create(address, 0);
    DemoTracker tracker = new DemoTracker(server, key);
    server.createContext("/", tracker::handle);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return tracker;
  }

  public URI url() {
    InetSocketAddress address = server.getAddress();
    return URI.create("http://" + address.getHostString() + ":" + address.getPort());
  }

  /** Files a ticket; the status is one of New, In Progress, Release Ready, Closed. */
  public synchronized Ticket add(String subject, String status) {
    if (!STATUSES.contains(status)) {
      throw new IllegalArgumentException("no such status: " + status);
    }
    int id = tickets.size() + 1;
    tickets.put(id, new Ticket(String.valueOf(id), subject, status));
    return tickets.get(id);
  }

  public synchronized List<Ticket> tickets() {
    return List.copyOf(tickets.values());
  }

  /** From now on no transition of this ticket is allowed. */
  public void freeze(Ticket ticket) {
    frozen.add(ticket.id());
  }

  /** From now on it answers 503, or works again. */
  public void down(boolean now) {
    down = now;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (down) {
        answer(exchange, 503, Map.of("errors", List.of("down for maintenance")));
      } else if (!key.open().equals(exchange.getRequestHeaders().getFirst("X-Redmine-API-Key"))) {
        answer(exchange, 401, Map.of("errors", List.of("unauthorized")));
      } else {
        route(exchange);
      }
    }
  }

  private void route(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/users/current.json")) {
      answer(exchange, 200, Map.of("user", Map.of("id", 1, "login", "slipway")));
    } else if (path.equals("/issue_statuses.json")) {
      answer(exchange, 200, Map.of("issue_statuses", STATUSES.stream().map(this::status).toList()));
    } else if (path.equals("/issues.json")) {
      answer(exchange, 200, page(query(exchange)));
    } else {
      one(exchange, path);
    }
  }

  private synchronized void one(HttpExchange exchange, String path) throws IOException {
    Optional<Ticket> ticket =
        tickets().stream()
            .filter(known -> path.equals("/issues/" + known.id() + ".json"))
            .findFirst();
    if (ticket.isEmpty()) {
      answer(exchange, 404, Map.of());
    } else if (exchange.getRequestMethod().equals("PUT")) {
      update(ticket.get(), JSON.readTree(exchange.getRequestBody()).path("issue"));
      exchange.sendResponseHeaders(204, -1);
    } else {
      answer(exchange, 200, Map.of("issue", issue(ticket.get())));
    }
  }

  private void update(Ticket ticket, JsonNode change) {
    int status = change.path("status_id").asInt();
    if (status >= 1 && status <= STATUSES.size() && !frozen.contains(ticket.id())) {
      tickets.put(
          Integer.valueOf(ticket.id()),
          new Ticket(ticket.id(), ticket.subject(), STATUSES.get(status - 1)));
    }
  }

  private Map<String, Object> page(Map<String, String> query) {
    String status = query.getOrDefault("status_id", "*");
    int offset = Integer.parseInt(query.getOrDefault("offset", "0"));
    int limit = Math.min(100, Integer.parseInt(query.getOrDefault("limit", "25")));
    List<Map<String, Object>> found =
        tickets().stream()
            .filter(ticket -> status.equals("*") || statusId(ticket.status()).equals(status))
            .map(this::issue)
            .toList();
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("issues", found.stream().skip(offset).limit(limit).toList());
    page.put("total_count", found.size());
    page.put("offset", offset);
    page.put("limit", limit);
    return page;
  }

  private Map<String, Object> issue(Ticket ticket) {
    return Map.of(
        "id", Integer.valueOf(ticket.id()),
        "subject", ticket.subject(),
        "status", status(ticket.status()),
        "project", Map.of("id", 1, "name", "Portal"));
  }

  private Map<String, Object> status(String name) {
    return Map.of("id", Integer.valueOf(statusId(name)), "name", name);
  }

  private static String statusId(String name) {
    return String.valueOf(STATUSES.indexOf(name) + 1);
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> query = new LinkedHashMap<>();
    String text = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
    for (String part : text.split("&", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        query.put(part.substring(0, equals), part.substring(equals + 1));
      }
    }
    return query;
  }

  private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
