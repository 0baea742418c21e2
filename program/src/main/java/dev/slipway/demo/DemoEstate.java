package dev.slipway.demo;

import dev.slipway.OpenEstate;
import dev.slipway.Wiring;
import dev.slipway.driver.credentials.AwsCredentialsFile;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.LocalRunner;
import dev.slipway.exec.Runner;
import dev.slipway.service.Provider;
import dev.slipway.service.SiteRecord;
import dev.slipway.workflow.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The demo's estate, at work: an application in production with its data, two proxies, an object
 * store, a mail server and a tracker. Everything lies in one folder and on one loopback network;
 * {@link #close} stops and deletes all of it.
 */
public final class DemoEstate implements AutoCloseable {
  private static final List<String> PROXIES = List.of("main", "backup");

  private final DemoLayout layout;
  private final Progress progress;
  private final Runner runner = new LocalRunner();
  private final DemoStore store;
  private final List<DemoProxy> proxies;
  private OpenEstate estate;
  private DemoOffice office;

  /**
   * @param folder to make and, at the end, to delete
   * @param progress is told what is being started
   */
  public DemoEstate(Path folder, Progress progress) {
    this(DemoLayout.in(folder.toAbsolutePath().normalize()), progress);
    requireNew(layout.folder());
  }

  /**
   * @throws SlipwayException {@code NAME_TAKEN} when the folder is there
   */
  public static void requireNew(Path folder) {
    if (Files.exists(folder)) {
      throw new SlipwayException(
          ErrorCode.NAME_TAKEN,
          "there is %s already".formatted(folder),
          "stop the demo in it with `slipway demo --stop --state %s`, or choose another folder"
              .formatted(folder));
    }
  }

  private DemoEstate(DemoLayout layout, Progress progress) {
    this.layout = layout;
    this.progress = progress;
    this.store = new DemoStore(layout, new Daemons());
    this.proxies = PROXIES.stream().map(name -> new DemoProxy(layout, name, runner)).toList();
  }

  /**
   * An estate that an earlier demo kept, or that was left by one that was killed.
   *
   * @throws SlipwayException {@code ESTATE_MISSING} when there is none
   */
  public static DemoEstate kept(Path folder, Progress progress) {
    Path absolute = folder.toAbsolutePath().normalize();
    Path file = absolute.resolve(DemoLayout.ESTATE_FILE);
    if (!DemoEstateFile.wrote(file)) {
      throw new SlipwayException(
          ErrorCode.ESTATE_MISSING,
          "there is no estate of a demo in " + absolute,
          "name the folder of the one that was kept with --state DIR");
    }
    OpenEstate open = Wiring.open(file);
    DemoLayout layout =
        new DemoLayout(absolute, open.estate().production().network().orElseThrow());
    DemoEstate kept = new DemoEstate(layout, progress);
    kept.estate = open;
    return kept;
  }

  /** The documents that v41 starts with. */
  public sealed interface Documents {
    /** As many generated ones. */
    record Generated(int count) implements Documents {}

    /** Those of a folder with one JSON array a type. */
    record Inserts(Path folder) implements Documents {
      public Inserts {
        if (!Files.isDirectory(folder)) {
          throw new SlipwayException(
              ErrorCode.FILE_MISSING,
              "there is no folder " + folder,
              "it holds one JSON array a type; or let documents be generated: --documents");
        }
      }
    }
  }

  /**
   * Starts everything and brings v41 to where a release begins.
   *
   * @param sources a folder with {@code pom.xml}, {@code catalog/} and {@code v41/}
   */
  public void start(Path sources, Documents documents, DemoClusters clusters) {
    start(new CatalogApplication(sources, documents), clusters);
  }

  /** Starts everything and brings the application's first version to where a release begins. */
  void start(DemoApplication application, DemoClusters clusters) {
    DemoFiles.folder(layout.folder());
    DemoFiles.folder(layout.folder().resolve("cron"));
    DemoEstateFile.write(layout, application, clusters.replicas());
    office = DemoOffice.open(layout);
    say("object store on " + layout.store());
    store.start();
    store.createBuckets("backups", "logs");
    say("origin of the application, %s.0 tagged".formatted(application.version()));
    application.createOrigin(layout.origin(), runner);
    estate = Wiring.open(layout.estateFile());
    store.installKey(
        DemoLayout.BACKUP_USER,
        new AwsCredentialsFile(
            estate.estate().state().resolve("home").resolve("postgres"),
            System.getProperty("user.name")),
        "default");
    FirstSite first = new FirstSite(estate, application, clusters, progress);
    SiteRecord site = first.launch();
    store.installKey(
        DemoLayout.UPLOAD_USER,
        estate.services().credentials(site, DemoLayout.UPLOAD_USER),
        "files-upload");
    first.fill(site);
    say("first backup of " + site.name());
    estate.services().backups(site).initialise();
    estate.services().backups(site).push(line -> {});
    estate.services().schedule(site).install(estate.services().nightlyBackup(site));
    for (DemoProxy proxy : proxies) {
      proxy.start(application.name(), site.application());
    }
    say("proxies " + layout.proxyUrl("main") + " and " + layout.proxyUrl("backup"));
  }

  public Path estateFile() {
    return layout.estateFile();
  }

  public OpenEstate open() {
    return estate;
  }

  /** Where clients go. */
  public List<String> proxyUrls() {
    return PROXIES.stream().map(layout::proxyUrl).toList();
  }

  DemoOffice office() {
    return office;
  }

  DemoLayout layout() {
    return layout;
  }

  DemoStore store() {
    return store;
  }

  /** In the order in which they are switched. */
  List<DemoProxy> proxies() {
    return proxies;
  }

  private void say(String line) {
    progress.say(line);
  }

  /** The database of a site, as the application's own user sees it. */
  public DataSource database(SiteRecord site) {
    return database(estate, site);
  }

  /** As above, in an estate that need not be the demo's. */
  static DataSource database(OpenEstate estate, SiteRecord site) {
    var settings = estate.estate().database();
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {site.database().host()});
    source.setPortNumbers(new int[] {site.database().port()});
    source.setDatabaseName(settings.name());
    source.setUser(settings.user());
    source.setPassword(settings.password().read().open());
    return source;
  }

  /** Stops every process of the estate and deletes its folder. A second call does nothing. */
  @Override
  public synchronized void close() {
    proxies.forEach(DemoProxy::stop);
    if (estate != null) {
      Provider provider = estate.services().provider();
      provider.sites().forEach(site -> provider.terminate(site.name()));
      provider.clusters().forEach(nodes -> provider.terminateNodes(nodes.nodes()));
      adoptJournal();
      estate.close();
    }
    store.stop();
    if (office != null) {
      office.close();
    }
    DemoFiles.deleteTree(layout.folder());
    estate = null;
    office = null;
  }

  /**
   * What a controller that was killed has left of it ends with whoever asked last. One that cannot
   * be asked keeps nothing else from being stopped.
   */
  private void adoptJournal() {
    try {
      estate.journal().releases();
    } catch (SlipwayException e) {
      progress.say("the journal was not stopped: " + e.getMessage());
    }
  }

  /** Leaves everything running, but for mail and tracker, which live in this process. */
  public void leave() {
    estate.close();
    office.close();
    estate = null;
    office = null;
  }
}
