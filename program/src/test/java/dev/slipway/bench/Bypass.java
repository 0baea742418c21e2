package dev.slipway.bench;

import dev.slipway.bench.Writes.Acknowledged;
import dev.slipway.exec.Await;
import dev.slipway.testing.RealPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A client that writes straight to the old primary, and goes on trying there after it was fenced.
 * It must be seen beforehand and ended by the fence, and what it was told is written must be there.
 */
final class Bypass implements Circumstance {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final PooledServers servers;
  private final Run run;
  private final List<Acknowledged> acknowledged = new ArrayList<>();
  private Optional<Writer> client = Optional.empty();
  private int seen;
  private int ended;

  Bypass(PooledServers servers, Run run) {
    this.servers = servers;
    this.run = run;
  }

  @Override
  public void begin(int round) {
    RealPostgres primary = servers.primary();
    Writer direct = new Writer(primary::connect, run.others(round));
    client = Optional.of(direct);
    direct.start();
    Await.of("the direct client's first rows", SOON).untilTrue(() -> direct.count() > 1);
  }

  @Override
  public void end(Attempt.Switched switched) {
    seen += switched.directClients() > 0 ? 1 : 0;
    Writer direct = client.orElseThrow();
    stop(direct);
    acknowledged.addAll(direct.acknowledged());
    ended += direct.failed().isEmpty() ? 0 : 1;
  }

  @Override
  public List<Acknowledged> acknowledged() {
    return acknowledged;
  }

  @Override
  public Map<String, Integer> counts() {
    return Map.of(
        "directClientSeen", seen, "directClientEnded", ended, "directRows", acknowledged.size());
  }

  @Override
  public void close() {
    client.ifPresent(Writer::stop);
  }

  private static void stop(Writer writer) {
    writer.stop();
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
