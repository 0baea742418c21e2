package dev.slipway.release.watch;

import java.time.Clock;

/** The watch's process beside one of two sites that are on machines of their own. */
final class HeldSiteWatch {
  private HeldSiteWatch() {}

  /** Which of the two. */
  enum Beside {
    OLD,
    NEW
  }

  /** Arguments: its own site, the other one, which of them its own is. */
  public static void main(String[] arguments) throws InterruptedException {
    HeldSite own = HeldSite.parse(arguments, 0);
    HeldSite other = HeldSite.parse(arguments, 1);
    Rescue rescue =
        switch (Beside.valueOf(HeldSite.after(arguments, 2, 0))) {
          case OLD -> DatabaseRescue.ofHold(own.side(), other.peer());
          case NEW -> new PoolerRescue(own.side(), other.peer());
        };
    WatchLog log = new WatchLog(System.err, own.watchTraces().outcome(), Clock.systemUTC());
    new Watch(rescue, System.in, System.out, log).run();
  }
}
