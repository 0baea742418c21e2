package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.OpenEstate;
import dev.slipway.Wiring;
import dev.slipway.cli.CommandLineRun;
import dev.slipway.driver.credentials.AwsCredentialsFile;
import dev.slipway.exec.Command;
import dev.slipway.exec.LocalRunner;
import dev.slipway.exec.Runner;
import dev.slipway.service.Endpoint;
import dev.slipway.service.NewKey;
import dev.slipway.service.SiteRecord;
import dev.slipway.testing.TestState;
import dev.slipway.testing.TlsFront;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * An estate whose servers are instances of an emulated account, whose keys are its IAM users' and
 * whose object store is its S3. Proxies, mail and tracker are as in the demo. Slipway runs from its
 * own archive, which the instances fetch.
 */
final class AwsEstate implements AutoCloseable {
  private final TestState state = new TestState();
  private final DemoLayout layout = DemoLayout.in(state.folder().resolve("estate"));
  private final TestUpstream testUpstream = new TestUpstream(layout, "main");
  private final Runner runner = new LocalRunner();
  private final List<DemoProxy> proxies =
      Stream.of("main", "backup").map(name -> new DemoProxy(layout, name, runner)).toList();

  /** The last first. */
  private final Deque<Closeable> begun = new ArrayDeque<>();

  private final StringBuilder printed = new StringBuilder();
  private DemoApplication application;
  private EmulatedAccount account;
  private DemoOffice office;
  private OpenEstate open;

  /**
   * Starts what stands around the sites; there is none yet.
   *
   * @param replicas of a clustered site's indices
   */
  void start(DemoApplication released, int replicas) throws IOException, GeneralSecurityException {
    application = released;
    DemoFiles.folder(layout.folder());
    DemoFiles.folder(layout.storeFolder());
    begun.push(new InstalledSlipway(file("slipway"))::close);
    application.createOrigin(layout.origin(), runner);
    GitDaemon git = new GitDaemon(layout.office(), layout.folder());
    begun.push(git::close);
    openAccount();
    new AwsEstateFile(layout, account, git, testUpstream).write(application, replicas);
    office = DemoOffice.open(layout);
    begun.push(office::close);
    open = Wiring.open(layout.estateFile());
    begun.push(open::close);
    new AwsCredentialsFile(firstKey(), System.getProperty("user.name"))
        .install("default", key(DemoLayout.BACKUP_USER));
  }

  private void openAccount() throws IOException, GeneralSecurityException {
    String key = file(EmulatedAccount.OPERATOR).toString();
    runner.check(Command.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key));
    account = new EmulatedAccount(layout, Path.of(key + ".pub"));
    begun.push(account::close);
    Endpoint store = new Endpoint(layout.store(), DemoLayout.STORE_PORT);
    begun.push(new TlsFront(store, account.endpoint(), layout.storeFolder(), layout.ca())::close);
  }

  /** A folder that goes with the estate. */
  Path folder() {
    return state.folder();
  }

  /** The home folder of what the first site archives with. */
  private Path firstKey() {
    return open.estate().state().resolve("home").resolve("postgres");
  }

  /** A copy of a site begins with that site's key, not with the estate's first. */
  void forgetBackupKey() {
    DemoFiles.deleteTree(firstKey());
  }

  /** The estate's very first site, which begins empty, and the proxies in front of it. */
  SiteRecord launchFirst() throws IOException {
    String name = application.version() + "-b";
    String tag = application.version() + ".0";
    CommandLineRun launched = run("deploy", "--current", "-b", tag, "-n", name);
    assertThat(launched.exitCode()).as(launched.errors()).isZero();
    SiteRecord site = site(name);
    proxies.forEach(proxy -> proxy.start(application.name(), site.application()));
    testUpstream.start(site.application());
    return site;
  }

  OpenEstate open() {
    return open;
  }

  EmulatedAccount account() {
    return account;
  }

  DemoOffice office() {
    return office;
  }

  /** Watches all secrets of the estate, on this machine and on its instances. */
  Canaries canaries() {
    return new Canaries(layout.folder(), this::keys, account.instances()::disks);
  }

  private Set<String> keys() {
    Set<String> keys = new HashSet<>(account.secretKeys());
    keys.add(privatePart(file(EmulatedAccount.OPERATOR)));
    return keys;
  }

  /** Before that, every key that OpenSSH makes says the same, and its public part. */
  private static String privatePart(Path key) {
    try {
      return Files.readAllLines(key).get(4);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  SiteRecord site(String name) {
    return open.services().provider().find(name).orElseThrow();
  }

  /** The database of a site, as the application's own user sees it. */
  DataSource database(SiteRecord site) {
    return DemoEstate.database(open, site);
  }

  /** Where clients go. */
  List<String> proxyUrls() {
    return Stream.of("main", "backup").map(layout::proxyUrl).toList();
  }

  /** Where people try a test site out. */
  String testUrl() {
    return testUpstream.url();
  }

  /** What a user had before anything was changed. */
  NewKey key(String user) {
    return account.key(user);
  }

  /** A verb as it is typed, whose names are two words at most; the estate comes after them. */
  CommandLineRun run(String... words) {
    List<String> file = List.of("--estate", layout.estateFile().toString());
    CommandLineRun run =
        CommandLineRun.real(
            Stream.of(Stream.of(words).limit(2), file.stream(), Stream.of(words).skip(2))
                .flatMap(part -> part)
                .toArray(String[]::new));
    printed.append(run.output()).append(run.errors());
    return run;
  }

  /** All that verbs have printed so far. */
  String printed() {
    return printed.toString();
  }

  private Path file(String name) {
    return layout.folder().resolve(name);
  }

  @Override
  public void close() throws IOException {
    proxies.forEach(DemoProxy::stop);
    for (Closeable part : begun) {
      part.close();
    }
    state.close();
  }
}
