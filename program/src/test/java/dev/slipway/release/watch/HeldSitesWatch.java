package dev.slipway.release.watch;

import java.nio.file.Path;
import java.time.Clock;

/** The watch's process in {@link HoldWatchIT}. */
final class HeldSitesWatch {
  private HeldSitesWatch() {}

  public static void main(String[] arguments) throws InterruptedException {
    HeldSites sites = HeldSites.parse(arguments);
    WatchLog log =
        new WatchLog(System.err, Path.of(HeldSites.more(arguments, 0)), Clock.systemUTC());
    new Watch(DatabaseRescue.ofHold(sites.fromSide(), sites.toSide()), System.in, System.out, log)
        .run();
  }
}
