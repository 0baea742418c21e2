package dev.slipway.release.watch;

import dev.slipway.channel.Served;
import dev.slipway.config.AppDescriptor;
import dev.slipway.config.KeySettings.Home;
import dev.slipway.exec.Daemons;
import dev.slipway.release.HoldWatch;
import dev.slipway.release.LogFiles;
import dev.slipway.release.OtherSite;
import dev.slipway.release.SiteServices;
import dev.slipway.release.Switchover.Side;
import dev.slipway.service.Application;
import dev.slipway.service.BackupRepository;
import dev.slipway.service.CredentialsFile;
import dev.slipway.service.Database;
import dev.slipway.service.Pooler;
import dev.slipway.service.Schedule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process beside one of two sites, as {@code slipway node serve} is: what a switchover needs. */
final class HeldSiteServer implements SiteServices {
  private final HeldSite own;
  private final HeldSite other;
  private final Side side;
  private final HoldWatch holdWatch;
  private final HoldWatch poolerWatch;

  private HeldSiteServer(HeldSite own, HeldSite other) {
    this.own = own;
    this.other = other;
    this.side = own.side();
    this.holdWatch = watch(HeldSiteWatch.Beside.OLD);
    this.poolerWatch = watch(HeldSiteWatch.Beside.NEW);
  }

  public static void main(String[] arguments) throws InterruptedException {
    HeldSiteServer site =
        new HeldSiteServer(HeldSite.parse(arguments, 0), HeldSite.parse(arguments, 1));
    Served.serve(SiteServices.class, site, System.in, System.out);
    System.exit(0);
  }

  private WatchProcess watch(HeldSiteWatch.Beside which) {
    List<String> arguments = new ArrayList<>(own.arguments());
    arguments.addAll(other.arguments());
    arguments.add(which.name());
    return new WatchProcess(
        HeldSites.java(HeldSiteWatch.class, arguments), own.watchTraces(), new Daemons());
  }

  @Override
  public Database database() {
    return side.database();
  }

  @Override
  public Pooler pooler() {
    return side.pooler();
  }

  @Override
  public HoldWatch holdWatch(OtherSite to) {
    return holdWatch;
  }

  @Override
  public HoldWatch poolerWatch(OtherSite from) {
    return poolerWatch;
  }

  @Override
  public HoldWatch fenceWatch(OtherSite to) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Application application() {
    throw new UnsupportedOperationException();
  }

  @Override
  public AppDescriptor.Health health() {
    throw new UnsupportedOperationException();
  }

  @Override
  public BackupRepository backups() {
    throw new UnsupportedOperationException();
  }

  @Override
  public CredentialsFile credentials(Home home) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Schedule schedule(Path file) {
    throw new UnsupportedOperationException();
  }

  @Override
  public LogFiles logs() {
    throw new UnsupportedOperationException();
  }
}
