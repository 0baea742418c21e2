package dev.slipway.release.watch;

import dev.slipway.config.DataSize;
import dev.slipway.config.SwitchoverSettings;
import dev.slipway.error.SlipwayException;
import dev.slipway.release.HoldWatch;
import dev.slipway.release.Switchover;
import dev.slipway.release.Switchover.Side;
import dev.slipway.service.Database;
import dev.slipway.service.Pooler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * A controller that does one switchover and waits at one point of it until it is told to go on: for
 * the test to kill or stop it exactly there. (A process that stops itself runs on for a while.)
 * Says {@code armed} and the point, {@code done} or {@code error CODE} in the end.
 */
final class HeldSitesController {
  private HeldSitesController() {}

  public static void main(String[] arguments) {
    HeldSites sites = HeldSites.parse(arguments);
    StopPoint point = StopPoint.valueOf(HeldSites.more(arguments, 0));
    Duration budget = Duration.ofMillis(Long.parseLong(HeldSites.more(arguments, 1)));
    Runnable happening = () -> waitAt(point);
    HoldWatch watch = StopPoint.ARMED.in(HoldWatch.class, sites.watch(), () -> say("armed"));
    Switchover switchover =
        new Switchover(
            with(point, sites.fromSide(), happening),
            with(point, sites.toSide(), happening),
            point.in(HoldWatch.class, watch, happening),
            new SwitchoverSettings(budget, budget.dividedBy(2), DataSize.parse("16MB")));
    try {
      switchover.run(HeldSitesController::progress);
      say("done");
    } catch (SlipwayException e) {
      say("error " + e.code());
    }
    System.exit(0);
  }

  private static Side with(StopPoint point, Side side, Runnable happening) {
    return new Side(
        side.name(),
        point.in(Database.class, side.database(), happening),
        point.in(Pooler.class, side.pooler(), happening));
  }

  private static void waitAt(StopPoint point) {
    say("at " + point);
    try {
      if (System.in.read() < 0) {
        throw new IllegalStateException("the test has ended");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void progress(String line) {
    System.err.println(line);
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
