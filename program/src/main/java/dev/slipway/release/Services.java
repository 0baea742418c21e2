package dev.slipway.release;

import dev.slipway.service.Application;
import dev.slipway.service.BackupRepository;
import dev.slipway.service.ClusterRecord;
import dev.slipway.service.CredentialsFile;
import dev.slipway.service.Database;
import dev.slipway.service.KeyRing;
import dev.slipway.service.Mailer;
import dev.slipway.service.NewKey;
import dev.slipway.service.ObjectStore;
import dev.slipway.service.Pooler;
import dev.slipway.service.Provider;
import dev.slipway.service.Schedule;
import dev.slipway.service.SearchCluster;
import dev.slipway.service.SearchIndexes;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SourceRepository;
import dev.slipway.service.Tickets;
import java.util.List;
import java.util.Optional;

/**
 * The contracts of one estate, handed out by the one class that wires drivers to them. Asking twice
 * gives the same object.
 */
public interface Services {

  /**
   * Ends the long programs that a controller of this estate left running when it died: two backups,
   * or two upgrades, must not run at once.
   *
   * @return how many processes
   */
  int endOrphans();

  /** Where the servers of production come from; it knows the sites of every profile. */
  Provider provider();

  /** Where the servers of a profile come from. */
  Provider provider(String profile);

  /** As above, with machines of that type where machines have types. */
  default Provider provider(String profile, String instanceType) {
    return provider(profile);
  }

  SourceRepository source();

  Database database(SiteRecord site);

  Pooler pooler(SiteRecord site);

  /** What ends a hold at the first site's pooler when the controller cannot. */
  HoldWatch holdWatch(SiteRecord from, SiteRecord to);

  /**
   * What gives the first site's database back when it was fenced without a hold and the controller
   * ends before the other one is promoted. It leaves both poolers as they are.
   */
  HoldWatch fenceWatch(SiteRecord from, SiteRecord to);

  /** What the holds of this estate took. */
  HeldTimes heldTimes();

  SearchCluster search(SiteRecord site);

  /** A search cluster asked at its data nodes: no master may have joined it yet. */
  SearchCluster search(ClusterRecord cluster);

  /** The profile whose servers the data nodes of a cluster are. */
  String profileOf(ClusterRecord cluster);

  /** What is in the site's search cluster. */
  SearchIndexes indexes(SiteRecord site);

  /** Whether what the cluster of one site takes as a snapshot, that of another one finds. */
  boolean sharesSnapshots();

  Application application(SiteRecord site);

  /** The backup repository as the site's server sees it, with that server's keys. */
  BackupRepository backups(SiteRecord site);

  /** The log files of the application on the site's server. */
  LogFiles logs(SiteRecord site);

  /** In the order in which they are switched. */
  List<ProxyUpstream> proxies();

  /** Those of the proxies in which the test site has an upstream of its own. */
  List<ProxyUpstream> testProxies();

  Schedule schedule(SiteRecord site);

  /** The nightly backup of the site as its server's schedule runs it. */
  Schedule.Entry nightlyBackup(SiteRecord site);

  /** Empty when the estate names nobody to tell. */
  Optional<Mailer> mail();

  /** Empty when the estate names no tracker. */
  Optional<Tickets> tickets();

  KeyRing keyRing();

  /** The users whose keys a release rotates. */
  List<String> keyUsers();

  /** The credentials file that the user's key belongs into on the site's server. */
  CredentialsFile credentials(SiteRecord site, String user);

  /**
   * The key that the user's credentials file on the site's server holds.
   *
   * @throws dev.slipway.error.SlipwayException {@code SECRET_MISSING}
   */
  NewKey key(SiteRecord site, String user);

  /** The object store with the key that the user's credentials file on the site's server holds. */
  ObjectStore objectStore(SiteRecord site, String user);
}
