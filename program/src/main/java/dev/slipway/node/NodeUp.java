package dev.slipway.node;

import dev.slipway.config.AppDescriptor;
import dev.slipway.config.Secret;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.AtomicFile;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.Runner;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Brings one server up: {@code slipway node up MANIFEST}. Every step looks first, so that a
 * bootstrap which was killed is finished by the next one. What does not depend on each other runs
 * beside each other: the build, the database with its pooler, the search node. Of a data node there
 * is only the last.
 */
public final class NodeUp {
  private static final Duration TURN = Duration.ofMinutes(30);

  private final ServerManifest manifest;
  private final Bootstraps bootstraps;
  private final Runner runner;
  private final Daemons daemons;
  private final BootstrapLog log;
  private final AtomicReference<String> failed = new AtomicReference<>();

  /**
   * @param lines is handed each line of the bootstrap log
   */
  public NodeUp(ServerManifest manifest, Runner runner, Daemons daemons, Consumer<String> lines) {
    this.manifest = manifest;
    this.bootstraps = new Bootstraps(manifest.host().folder());
    this.runner = bootstraps.of(runner);
    this.daemons = daemons;
    this.log = new BootstrapLog(manifest.files().bootstrapLog(), Clock.systemUTC(), lines);
  }

  /**
   * What can be known to be missing before a server is begun: programs, passwords.
   *
   * @throws SlipwayException {@code PROGRAM_MISSING}, {@code SECRET_MISSING}, {@code
   *     DATABASE_REFUSED}
   */
  public static void check(ServerManifest manifest) {
    new CheckPrograms(manifest).run(line -> {});
    if (manifest instanceof Manifest master) {
      checkPasswords(master, PasswordFiles::read);
    }
  }

  /**
   * That the passwords open the database which the server is to follow.
   *
   * @param password the one that a file of the manifest's has, or will have
   * @throws SlipwayException {@code DATABASE_REFUSED}
   */
  public static void checkPasswords(Manifest manifest, Function<Path, Secret> password) {
    new CheckPasswords(manifest, password).run();
  }

  /**
   * Returns when the server is up and its application healthy.
   *
   * @throws SlipwayException the failing step's; the log's last line names the step and says the
   *     same
   */
  public void run() {
    SiteFiles files = manifest.files();
    try (var _ = FileMutex.acquire(files.bootstrapLock(), TURN)) {
      AtomicFile.remove(files.bootstrapResult());
      try {
        bootstrap();
        new BootstrapResult(Optional.empty()).write(files.bootstrapResult());
      } catch (SlipwayException e) {
        log.of(failed.get()).accept("failed: " + e.getMessage());
        new BootstrapResult(Optional.of(e)).write(files.bootstrapResult());
        throw e;
      }
    }
  }

  private void bootstrap() {
    step(new PrepareFolders(manifest));
    step(new EndLeftovers(bootstraps));
    step(new CheckPrograms(manifest));
    step(new CheckPorts(manifest, new ServerProcesses(manifest, runner, daemons)));
    switch (manifest) {
      case Manifest master -> bringUp(master);
      case DataManifest _ -> searchNode();
    }
    log.of("server").accept(manifest.server() + " is up");
  }

  private void bringUp(Manifest master) {
    var source = new ObtainSource(master, runner);
    step(source);
    AppDescriptor descriptor = source.descriptor();
    Lanes.run(lanes(master, descriptor, source.usesSearch()));
    step(new StartApplication(master, descriptor, daemons));
  }

  private List<Runnable> lanes(Manifest master, AppDescriptor descriptor, boolean search) {
    Runnable build = () -> step(new InstallApplication(master, descriptor, runner));
    Runnable database =
        () -> {
          step(new BringUpDatabase(master, runner, daemons));
          step(new StartPooler(master, daemons));
        };
    return search ? List.of(database, this::searchNode, build) : List.of(database, build);
  }

  private void searchNode() {
    step(new StartSearch(manifest, daemons));
    if (!manifest.search().seeds().isEmpty()) {
      step(new JoinCluster(manifest));
    }
  }

  private void step(BootstrapStep step) {
    long begin = System.nanoTime();
    try {
      step.run(log.of(step.name()));
    } catch (UncheckedIOException e) {
      failed.compareAndSet(null, step.name());
      throw new SlipwayException(
          ErrorCode.PERMISSION_DENIED, e.getMessage() + ": " + e.getCause(), "", e);
    } catch (RuntimeException e) {
      failed.compareAndSet(null, step.name());
      throw e;
    }
    long took = (System.nanoTime() - begin) / 1_000_000;
    log.of(step.name()).accept("done in %d ms".formatted(took));
  }
}
