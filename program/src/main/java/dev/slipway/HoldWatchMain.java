package dev.slipway;

import dev.slipway.release.Services;
import dev.slipway.release.Switchover.Side;
import dev.slipway.release.watch.Rescue;
import dev.slipway.release.watch.Watch;
import dev.slipway.release.watch.WatchLog;
import java.nio.file.Path;
import java.time.Clock;

/**
 * The process that ends a hold when the controller cannot: see {@link Watch}. Started by the
 * switchover, beside the pooler; it reads the estate and the sites' manifests, and no journal.
 */
public final class HoldWatchMain {
  private HoldWatchMain() {}

  /** What it watches: clients that are held, or a fence under which nobody is. */
  enum Of {
    HOLD,
    FENCE
  }

  /** Arguments: estate file, old site, new site, what it is of, the file of its outcome. */
  public static void main(String[] arguments) throws InterruptedException {
    try (Wiring wiring = Wiring.open(Path.of(arguments[0]))) {
      Side from = side(wiring.services(), arguments[1]);
      Side to = side(wiring.services(), arguments[2]);
      Rescue rescue =
          switch (Of.valueOf(arguments[3])) {
            case HOLD -> Rescue.ofHold(from, to);
            case FENCE -> Rescue.ofFence(from, to);
          };
      WatchLog log = new WatchLog(System.err, Path.of(arguments[4]), Clock.systemUTC());
      new Watch(rescue, System.in, System.out, log).run();
    }
  }

  private static Side side(Services services, String name) {
    return Side.of(services, services.provider().find(name).orElseThrow());
  }
}
