package dev.slipway;

import dev.slipway.config.Estate;
import dev.slipway.config.Profile;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.node.Manifest;
import dev.slipway.release.HoldWatch;
import dev.slipway.release.OtherSite;
import dev.slipway.release.SiteServices;
import dev.slipway.release.watch.PairedWatch;
import dev.slipway.service.Application;
import dev.slipway.service.Database;
import dev.slipway.service.Schedule;
import dev.slipway.service.SiteRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The sites of the estate, each worked on where it is: on this machine or on another one. */
final class Sites implements AutoCloseable {
  private static final String NIGHTLY_BACKUP = "nightly-backup";

  private final Estate estate;
  private final Path estateFile;
  private final Providers providers;
  private final ThisMachine machine;
  private final Kept kept = new Kept();

  Sites(Estate estate, Path estateFile, Providers providers, ThisMachine machine) {
    this.estate = estate;
    this.estateFile = estateFile;
    this.providers = providers;
    this.machine = machine;
  }

  SiteServices of(SiteRecord site) {
    return here() ? local(site) : remote(site).services();
  }

  Database database(SiteRecord site) {
    return here()
        ? local(site).database()
        : kept.get(
            Database.class, site.name(), () -> FarDatabase.of(remote(site).services().database()));
  }

  Application application(SiteRecord site) {
    return here()
        ? local(site).application()
        : kept.get(
            Application.class, site.name(), () -> FarApplication.of(remote(site).services()));
  }

  /** Between machines, one beside each pooler. */
  HoldWatch holdWatch(SiteRecord from, SiteRecord to) {
    HoldWatch old = of(from).holdWatch(other(to));
    return here() ? old : new PairedWatch(old, of(to).poolerWatch(other(from)));
  }

  HoldWatch fenceWatch(SiteRecord from, SiteRecord to) {
    return of(from).fenceWatch(other(to));
  }

  /** The site as the server of another one reaches it. */
  private OtherSite other(SiteRecord site) {
    Optional<Path> manifest =
        here() ? Optional.of(manifest(site).files().manifest()) : Optional.empty();
    return new OtherSite(site.name(), site.database(), manifest);
  }

  Schedule schedule(SiteRecord site) {
    var files = estate.rules().schedule();
    return of(site).schedule(here() ? files.fileOf(site.name()) : files.fileOn(site.name()));
  }

  /** On another machine there is no estate, but the server's own manifest. */
  Schedule.Entry nightlyBackup(SiteRecord site) {
    return new Schedule.Entry(
        NIGHTLY_BACKUP,
        estate.services().backup().schedule().text(),
        here() ? backupOfEstate(site) : remote(site).backup());
  }

  private List<String> backupOfEstate(SiteRecord site) {
    return List.of(
        ThisMachine.slipway(),
        "backup",
        "push",
        "--site",
        site.name(),
        "--estate",
        estateFile.toAbsolutePath().toString());
  }

  /** Whether the servers of production are this machine. */
  boolean here() {
    return estate.production().provider() == Profile.Kind.LOCAL;
  }

  private LocalSite local(SiteRecord site) {
    return kept.get(
        LocalSite.class,
        site.name(),
        () -> {
          Manifest manifest = manifest(site);
          return new LocalSite(manifest.files().manifest(), manifest, machine);
        });
  }

  private Manifest manifest(SiteRecord site) {
    return providers
        .local(Estate.PRODUCTION)
        .manifest(site.name())
        .orElseThrow(
            () ->
                new SlipwayException(
                    ErrorCode.SITE_UNKNOWN,
                    "there is no site " + site.name(),
                    "was it terminated meanwhile?"));
  }

  private RemoteSite remote(SiteRecord site) {
    return kept.get(
        RemoteSite.class,
        site.name(),
        () -> RemoteSite.of(providers.remote(Estate.PRODUCTION).open(site.name())));
  }

  @Override
  public void close() {
    kept.close();
  }
}
