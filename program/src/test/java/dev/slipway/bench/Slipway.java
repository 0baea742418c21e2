package dev.slipway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.exec.Command;
import dev.slipway.exec.LocalRunner;
import dev.slipway.exec.Result;
import dev.slipway.release.watch.HeldSites;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** The product: its switchover with its watch, in processes of their own. */
final class Slipway extends PooledContender {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  Slipway(PooledServers servers) {
    super(servers);
  }

  @Override
  public String name() {
    return Contenders.SLIPWAY;
  }

  @Override
  public Phases switchOver() {
    return switch (attempt()) {
      case Attempt.Switched switched -> switched.phases();
      case Attempt.Refused refused ->
          throw new IllegalStateException(
              "%s; its watch: %s".formatted(refused, servers().wordsOfTheWatch()));
    };
  }

  /** One attempt, which the product may refuse. */
  Attempt attempt() {
    Command controller =
        HeldSites.java(Controller.class, servers().sites().arguments()).within(DEADLINE);
    Result ended = new LocalRunner().run(controller);
    if (!ended.succeeded()) {
      throw new IllegalStateException("the controller failed: " + ended.errors());
    }
    Attempt attempt = Attempt.parse(parse(ended.output()));
    if (attempt instanceof Attempt.Switched) {
      servers().switched();
    }
    return attempt;
  }

  private static JsonNode parse(String line) {
    try {
      return new JsonMapper().readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
