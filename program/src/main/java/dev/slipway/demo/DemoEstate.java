package dev.slipway.demo;

import dev.slipway.OpenEstate;
import dev.slipway.Wiring;
import dev.slipway.driver.credentials.AwsCredentialsFile;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Command;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.LocalRunner;
import dev.slipway.exec.Result;
import dev.slipway.exec.Runner;
import dev.slipway.node.ManifestFile;
import dev.slipway.node.ServerParts;
import dev.slipway.node.SiteFiles;
import dev.slipway.service.Provider;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRequest;
import dev.slipway.service.SiteRole;
import dev.slipway.workflow.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The demo's estate, at work: v41 in production with its documents, two proxies, an object store, a
 * mail server and a tracker. Everything lies in one folder and on one loopback network; {@link
 * #close} stops and deletes all of it.
 */
public final class DemoEstate implements AutoCloseable {
  private static final Duration LAUNCH = Duration.ofMinutes(10);
  private static final Duration FILL = Duration.ofMinutes(10);
  private static final String SITE = "v41-b";
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
    if (Files.exists(layout.folder())) {
      throw new SlipwayException(
          ErrorCode.NAME_TAKEN,
          "there is an estate in %s already".formatted(layout.folder()),
          "stop it with `slipway demo --stop`, or choose another folder with --state");
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
    OpenEstate open = Wiring.open(absolute.resolve(DemoLayout.ESTATE_FILE));
    DemoLayout layout = new DemoLayout(absolute, open.estate().production().network());
    DemoEstate kept = new DemoEstate(layout, progress);
    kept.estate = open;
    return kept;
  }

  /** The documents that v41 starts with. */
  public sealed interface Documents {
    /** As many generated ones. */
    record Generated(int count) implements Documents {}

    /** Those of a folder with one JSON array a type. */
    record Inserts(Path folder) implements Documents {}
  }

  /**
   * Starts everything and brings v41 to where a release begins.
   *
   * @param sources a folder with {@code pom.xml}, {@code catalog/} and {@code v41/}
   */
  public void start(Path sources, Documents documents) {
    DemoFiles.folder(layout.folder());
    DemoFiles.folder(layout.folder().resolve("cron"));
    DemoEstateFile.write(layout);
    office = DemoOffice.open(layout);
    say("object store on " + layout.store());
    store.start();
    store.createBuckets("backups", "logs");
    say("origin of the application, v41.0 tagged");
    DemoRepository repository = new DemoRepository(sources, layout.origin(), runner);
    repository.create();
    estate = Wiring.open(layout.estateFile());
    store.installKey(
        DemoLayout.BACKUP_USER,
        new AwsCredentialsFile(
            estate.estate().state().resolve("home").resolve("postgres"),
            System.getProperty("user.name")),
        "default");
    SiteRecord site = launch(repository.commit("v41.0"));
    store.installKey(
        DemoLayout.UPLOAD_USER,
        estate.services().credentials(site, DemoLayout.UPLOAD_USER),
        "files-upload");
    fill(site, documents);
    say("first backup of " + site.name());
    estate.services().backups(site).initialise();
    estate.services().backups(site).push(line -> {});
    estate.services().schedule(site).install(estate.services().nightlyBackup(site));
    for (DemoProxy proxy : proxies) {
      proxy.start(site.application());
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

  private SiteRecord launch(String commit) {
    say("site " + SITE + ": database, pooler, search node, application built from v41.0");
    SiteRequest request =
        new SiteRequest(SITE, SiteRole.CURRENT, "v41.0", commit, Optional.empty());
    return estate.services().provider().launch(request, LAUNCH, line -> {});
  }

  private void fill(SiteRecord site, Documents documents) {
    List<String> verb =
        switch (documents) {
          case Documents.Generated generated -> List.of("generate", "" + generated.count());
          case Documents.Inserts inserts -> List.of("load", inserts.folder().toString());
        };
    say("documents: " + String.join(" ", verb));
    List<String> arguments =
        new ArrayList<>(
            List.of("java", "-Xmx256m", "-cp", "catalog.jar:lib/*", "dev.catalog.Main"));
    arguments.addAll(verb);
    Result result = runner.check(inApplication(site, arguments));
    say(result.lastLine());
  }

  /** A program of the application on its server, in the environment that the server gives it. */
  private Command inApplication(SiteRecord site, List<String> arguments) {
    SiteFiles files = SiteFiles.of(estate.estate().state(), site.name());
    ServerParts parts = new ServerParts(ManifestFile.read(files.manifest()));
    Command command = Command.of(arguments).in(files.app()).within(FILL);
    for (var variable : parts.environment(parts.application()).entrySet()) {
      command = command.with(variable.getKey(), variable.getValue());
    }
    return command;
  }

  private void say(String line) {
    progress.say(line);
  }

  /** The database of a site, as the application's own user sees it. */
  public DataSource database(SiteRecord site) {
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

  /** Leaves everything running, but for mail and tracker, which live in this process. */
  public void leave() {
    estate.close();
    office.close();
    estate = null;
    office = null;
  }
}
