package dev.slipway.fake;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.Endpoint;
import dev.slipway.service.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A proxy in memory. When it lies, it says that it switched and goes on as before. */
public final class FakeProxy implements Proxy {
  private final String name;
  private final Mishaps mishaps = new Mishaps();
  private final Map<String, Endpoint> upstreams = new ConcurrentHashMap<>();
  private final Map<String, Endpoint> answering = new ConcurrentHashMap<>();
  private volatile boolean spoiled;
  private volatile boolean draining;

  public FakeProxy(String name, Map<String, Endpoint> upstreams) {
    this.name = name;
    this.upstreams.putAll(upstreams);
    this.answering.putAll(upstreams);
  }

  public Mishaps mishaps() {
    return mishaps;
  }

  /** Its configuration is refused from now on. */
  public void spoil() {
    spoiled = true;
  }

  /** As a controller leaves it that was killed while it drained the clients. */
  public void leaveDraining() {
    draining = true;
  }

  /** Whether a client may keep its connection. */
  public boolean keepsConnections() {
    return !draining;
  }

  /** Who would answer a request. */
  public Endpoint answering(String upstream) {
    return answering.get(upstream);
  }

  @Override
  public String name() {
    return name;
  }

  /** Where its clients would reach it. */
  public String url() {
    return "http://" + name + ".invalid";
  }

  @Override
  public Endpoint current(String upstream) {
    mishaps.strike("current");
    Endpoint server = upstreams.get(upstream);
    if (server == null) {
      throw wrong("no upstream " + upstream);
    }
    return server;
  }

  @Override
  public List<String> show() {
    mishaps.strike("show");
    return upstreams.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .sorted()
        .toList();
  }

  @Override
  public void test() {
    mishaps.strike("test");
    if (spoiled) {
      throw wrong("spoiled");
    }
  }

  @Override
  public void switchTo(String upstream, Endpoint server) {
    current(upstream);
    test();
    upstreams.put(upstream, server);
    if (!mishaps.lying()) {
      answering.put(upstream, server);
    }
    draining = false;
  }

  @Override
  public void settle() {
    mishaps.strike("settle");
    draining = false;
  }

  @Override
  public String preview(String upstream, Endpoint server) {
    Endpoint now = current(upstream);
    return now.equals(server) ? "" : "-server %s;\n+server %s;\n".formatted(now, server);
  }

  private SlipwayException wrong(String what) {
    return new SlipwayException(
        ErrorCode.PROXY_CONFIGURATION, "proxy %s: %s".formatted(name, what), "");
  }
}
