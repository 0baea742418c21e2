package dev.slipway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.exec.Command;
import dev.slipway.exec.LocalRunner;
import dev.slipway.release.Phase;
import dev.slipway.release.watch.HeldSites;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** The product: its switchover with its watch, in processes of their own. */
final class Slipway implements Contender {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final PooledServers servers;

  Slipway(PooledServers servers) {
    this.servers = servers;
  }

  @Override
  public String name() {
    return Contenders.SLIPWAY;
  }

  @Override
  public Connection connect() throws SQLException {
    return servers.connect();
  }

  @Override
  public Connection connectToPrimary() throws SQLException {
    return servers.primary().connect();
  }

  @Override
  public void rejoin() {
    servers.rejoin();
  }

  @Override
  public Phases switchOver() {
    Command controller =
        HeldSites.java(Controller.class, servers.sites().arguments()).within(DEADLINE);
    JsonNode evidence = parse(new LocalRunner().check(controller).output());
    if (evidence.has("refused")) {
      throw new IllegalStateException("the switchover was refused: " + evidence);
    }
    servers.switched();
    return phases(evidence);
  }

  private static Phases phases(JsonNode evidence) {
    Map<Phase, Double> millis = new EnumMap<>(Phase.class);
    for (Phase phase : Phase.values()) {
      millis.put(phase, evidence.get(phase.name().toLowerCase(Locale.ROOT) + "Ms").asDouble());
    }
    return new Phases(millis);
  }

  private static JsonNode parse(String line) {
    try {
      return new JsonMapper().readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
