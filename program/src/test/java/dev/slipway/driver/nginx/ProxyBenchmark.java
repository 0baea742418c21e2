package dev.slipway.driver.nginx;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.exec.Await;
import dev.slipway.service.Endpoint;
import dev.slipway.service.Proxy;
import dev.slipway.testing.EchoSite;
import dev.slipway.testing.KeepAliveClients;
import dev.slipway.testing.KeepAliveClients.Request;
import dev.slipway.testing.RealHaproxy;
import dev.slipway.testing.RealNginx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What clients that keep their connections see when a proxy is switched back and forth between two
 * sites: one nginx, forth with a plain reload and back with the clients drained first, and then one
 * HAProxy, which is told by its runtime API.
 */
public final class ProxyBenchmark {
  private static final int CLIENTS = 32;
  private static final int WARM = 10_000;
  private static final int SETTLED = 1_000;
  private static final Duration DRAIN = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final KeepAliveClients clients;
  private final List<Turn> turns = new ArrayList<>();

  private ProxyBenchmark(KeepAliveClients clients) {
    this.clients = clients;
  }

  /** A kind of switch, to one of the sites. */
  private record Way(String name, Proxy proxy, Endpoint to) {}

  /**
   * One switch. Requests that ended after its beginning and before the load had settled again count
   * for it.
   */
  private record Turn(String way, Duration from, Duration took, Duration settled) {
    boolean concerns(Request request) {
      Duration end = request.at().plus(request.took());
      return end.compareTo(from) >= 0 && end.compareTo(settled) < 0;
    }
  }

  /** Arguments: switches of each way, and the file for the figures, if wanted. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Map<String, Map<String, Number>> figures = measure(Integer.parseInt(arguments[0]));
    figures.forEach((way, each) -> System.out.printf("%-12s %s%n", way, each));
    if (arguments.length > 1) {
      Path file = Path.of(arguments[1]);
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, new ObjectMapper().writeValueAsString(figures) + "\n");
    }
  }

  private static Map<String, Map<String, Number>> measure(int switches)
      throws IOException, InterruptedException {
    Map<String, Map<String, Number>> figures = new LinkedHashMap<>();
    try (EchoSite first = new EchoSite();
        EchoSite second = new EchoSite();
        RealNginx nginx = new RealNginx(first.endpoint());
        RealHaproxy haproxy = new RealHaproxy(first.endpoint())) {
      Way plain = new Way("plain", nginx.plain(), second.endpoint());
      Way drained = new Way("drained", nginx.draining(DRAIN), first.endpoint());
      figures.putAll(measure(nginx.url(), "calm", List.of(plain, drained), switches));
      Way forth = new Way("haproxy", haproxy.proxy(), second.endpoint());
      Way back = new Way("haproxy", haproxy.proxy(), first.endpoint());
      figures.putAll(measure(haproxy.url(), "haproxyCalm", List.of(forth, back), switches));
    }
    return figures;
  }

  private static Map<String, Map<String, Number>> measure(
      String url, String calm, List<Way> ways, int switches) throws InterruptedException {
    try (KeepAliveClients clients = KeepAliveClients.start(URI.create(url), CLIENTS)) {
      ProxyBenchmark benchmark = new ProxyBenchmark(clients);
      benchmark.awaitRequests(WARM);
      for (int i = 0; i < switches; i++) {
        ways.forEach(benchmark::turn);
      }
      return benchmark.figures(calm, clients.stop());
    }
  }

  /** The load has gone on as ever for a while before each switch, and after it. */
  private void turn(Way way) {
    awaitRequests(SETTLED);
    Duration from = clients.now();
    way.proxy().switchTo(RealNginx.UPSTREAM, way.to());
    Duration took = clients.now().minus(from);
    awaitRequests(SETTLED);
    turns.add(new Turn(way.name(), from, took, clients.now()));
  }

  private void awaitRequests(int count) {
    long before = clients.ended();
    Await.of(count + " requests", PATIENCE).untilTrue(() -> clients.ended() - before >= count);
  }

  private Map<String, Map<String, Number>> figures(String calm, List<Request> all) {
    Map<String, Map<String, Number>> figures = new LinkedHashMap<>();
    figures.put(calm, requests(all.stream().filter(this::isCalm).toList()));
    for (String way : turns.stream().map(Turn::way).distinct().toList()) {
      List<Turn> own = turns.stream().filter(turn -> turn.way().equals(way)).toList();
      Map<String, Number> each = new LinkedHashMap<>();
      each.put("switches", own.size());
      each.put("switchMsMedian", percentile(own.stream().map(Turn::took).toList(), 50));
      each.putAll(requests(all.stream().filter(request -> concern(own, request)).toList()));
      figures.put(way, each);
    }
    return figures;
  }

  private static Map<String, Number> requests(List<Request> requests) {
    List<Duration> took = requests.stream().map(Request::took).toList();
    Map<String, Number> figures = new LinkedHashMap<>();
    figures.put("requests", requests.size());
    figures.put("failed", requests.stream().filter(it -> it.failure().isPresent()).count());
    figures.put("p50Ms", percentile(took, 50));
    figures.put("p99Ms", percentile(took, 99));
    figures.put("slowestMs", percentile(took, 100));
    return figures;
  }

  /** Neither within a switch nor while the load warmed up. */
  private boolean isCalm(Request request) {
    return request.at().compareTo(turns.getFirst().from()) > 0 && !concern(turns, request);
  }

  private static boolean concern(List<Turn> turns, Request request) {
    return turns.stream().anyMatch(turn -> turn.concerns(request));
  }

  private static double percentile(List<Duration> durations, int percent) {
    List<Duration> sorted = durations.stream().sorted().toList();
    int index = Math.max(0, (sorted.size() * percent + 99) / 100 - 1);
    return sorted.isEmpty() ? 0 : Math.round(sorted.get(index).toNanos() / 1e4) / 100.0;
  }
}
