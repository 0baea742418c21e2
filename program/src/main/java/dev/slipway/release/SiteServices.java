package dev.slipway.release;

import dev.slipway.config.AppDescriptor;
import dev.slipway.config.KeySettings.Home;
import dev.slipway.service.Application;
import dev.slipway.service.BackupRepository;
import dev.slipway.service.CredentialsFile;
import dev.slipway.service.Database;
import dev.slipway.service.Pooler;
import dev.slipway.service.Schedule;
import java.nio.file.Path;

/**
 * The contracts of one site, as its own server fulfils them, on this machine or on another one.
 * Asking twice gives the same object.
 */
public interface SiteServices {

  Database database();

  Pooler pooler();

  /** See {@link Services#holdWatch}. */
  HoldWatch holdWatch(OtherSite to);

  /** See {@link Services#fenceWatch}. */
  HoldWatch fenceWatch(OtherSite to);

  /**
   * What has the clients of this site's pooler served again, when this is the new site and the old
   * one is another machine: beside the old database is another watch.
   */
  HoldWatch poolerWatch(OtherSite from);

  Application application();

  /** Where the application says that it is well, and as which site. */
  AppDescriptor.Health health();

  /** The backup repository, with the server's keys. */
  BackupRepository backups();

  /** The credentials file of one of the server's users. */
  CredentialsFile credentials(Home home);

  /**
   * @param file on the server
   */
  Schedule schedule(Path file);

  LogFiles logs();
}
