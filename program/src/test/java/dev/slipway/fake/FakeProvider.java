package dev.slipway.fake;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.node.HostName;
import dev.slipway.service.Endpoint;
import dev.slipway.service.Provider;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRequest;
import dev.slipway.service.SiteRole;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Sites in memory. */
public final class FakeProvider implements Provider {
  private final Mishaps mishaps = new Mishaps();
  private final Map<String, SiteRecord> sites = new ConcurrentSkipListMap<>();
  private final Set<String> running = ConcurrentHashMap.newKeySet();
  private final AtomicInteger addresses = new AtomicInteger();
  private volatile boolean lies;

  public Mishaps mishaps() {
    return mishaps;
  }

  /** It says that a site is up and launches none from now on: a lie. */
  public void launchNothing() {
    lies = true;
  }

  /** Whether the site's processes would run. */
  public boolean running(String name) {
    return running.contains(name);
  }

  @Override
  public List<SiteRecord> sites() {
    mishaps.strike("sites");
    return List.copyOf(sites.values());
  }

  @Override
  public Optional<SiteRecord> find(String name) {
    mishaps.strike("find");
    return Optional.ofNullable(sites.get(name));
  }

  @Override
  public SiteRecord launch(SiteRequest request, Duration deadline, Consumer<String> log) {
    mishaps.strike("launch");
    check(request);
    if (lies) {
      return record(request);
    }
    SiteRecord site = sites.computeIfAbsent(request.name(), name -> record(request));
    running.add(request.name());
    log.accept(request.name() + ": 2026-01-01T00:00:00Z server: " + request.name() + " is up");
    return site;
  }

  @Override
  public void check(SiteRequest request) {
    mishaps.strike("check");
    HostName.check(request.name());
    SiteRecord existing = sites.get(request.name());
    if (existing != null && !existing.commit().equals(request.commit())) {
      throw new SlipwayException(ErrorCode.NAME_TAKEN, request.name() + " is taken", "");
    }
  }

  @Override
  public void assign(String name, SiteRole role) {
    mishaps.strike("assign");
    SiteRecord site = existing(name);
    sites.put(
        name,
        new SiteRecord(
            name,
            role,
            site.version(),
            site.commit(),
            site.address(),
            site.database(),
            site.pooler(),
            site.application(),
            site.search()));
  }

  @Override
  public void stop(String name) {
    mishaps.strike("stop");
    existing(name);
    running.remove(name);
  }

  @Override
  public void terminate(String name) {
    mishaps.strike("terminate");
    running.remove(name);
    sites.remove(name);
  }

  private SiteRecord existing(String name) {
    return Optional.ofNullable(sites.get(name))
        .orElseThrow(
            () -> new SlipwayException(ErrorCode.SITE_UNKNOWN, "there is no site " + name, ""));
  }

  private SiteRecord record(SiteRequest request) {
    String address = "127.0.200." + addresses.incrementAndGet();
    return new SiteRecord(
        request.name(),
        request.role(),
        request.revision(),
        request.commit(),
        address,
        new Endpoint(address, 5432),
        new Endpoint(address, 6432),
        new Endpoint(address, 8080),
        new Endpoint(address, 9200));
  }
}
