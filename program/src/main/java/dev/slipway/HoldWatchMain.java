package dev.slipway;

import dev.slipway.driver.postgres.PostgresPeer;
import dev.slipway.driver.postgres.PostgresServer.Login;
import dev.slipway.exec.Jobs;
import dev.slipway.node.DatabaseSpec;
import dev.slipway.node.Manifest;
import dev.slipway.node.ManifestFile;
import dev.slipway.node.PasswordFiles;
import dev.slipway.release.OtherSite;
import dev.slipway.release.Switchover.Side;
import dev.slipway.release.watch.DatabaseRescue;
import dev.slipway.release.watch.Peer;
import dev.slipway.release.watch.PoolerRescue;
import dev.slipway.release.watch.Rescue;
import dev.slipway.release.watch.Watch;
import dev.slipway.release.watch.WatchLog;
import dev.slipway.service.Endpoint;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The process that ends a hold when the controller cannot: see {@link Watch}. Started by the
 * switchover, beside a pooler; it reads the manifest of its site, and neither estate nor journal.
 */
public final class HoldWatchMain {
  private static final int OWN = 2;
  private static final int OTHER = 3;

  private HoldWatchMain() {}

  /** What it watches. */
  enum Of {
    /** The old site: clients that are held. */
    HOLD,
    /** The old site: a fence under which nobody is held. */
    FENCE,
    /** The new site: clients that are held at its pooler while the old site is another machine. */
    POOLER
  }

  /**
   * What it is started with.
   *
   * @param outcome the file of its outcome
   * @param own the manifest of the site beside which it is
   */
  static List<String> arguments(Of what, Path outcome, Path own, OtherSite other) {
    List<String> arguments =
        new ArrayList<>(List.of(what.name(), outcome.toString(), own.toAbsolutePath().toString()));
    Optional<String> manifest = other.manifest().map(Path::toString);
    arguments.addAll(
        manifest.map(List::of).orElse(List.of(other.name(), other.database().toString())));
    return arguments;
  }

  public static void main(String[] arguments) throws InterruptedException {
    WatchLog log = new WatchLog(System.err, Path.of(arguments[1]), Clock.systemUTC());
    new Watch(rescue(arguments), System.in, System.out, log).run();
  }

  private static Rescue rescue(String[] arguments) {
    Of what = Of.valueOf(arguments[0]);
    Manifest manifest = ManifestFile.readMaster(Path.of(arguments[OWN]));
    Side own = side(Path.of(arguments[OWN]), manifest);
    if (arguments.length == OTHER + 1) {
      Path file = Path.of(arguments[OTHER]);
      Side other = side(file, ManifestFile.readMaster(file));
      return what == Of.HOLD
          ? DatabaseRescue.ofHold(own, other)
          : of(what, own, new Peer(other.name(), other.database()));
    }
    Endpoint database = Endpoint.parse(arguments[OTHER + 1]);
    return of(what, own, peer(manifest, arguments[OTHER], database));
  }

  private static Rescue of(Of what, Side own, Peer other) {
    return switch (what) {
      case HOLD -> DatabaseRescue.ofHold(own, other);
      case FENCE -> DatabaseRescue.ofFence(own, other);
      case POOLER -> new PoolerRescue(own, other);
    };
  }

  private static Side side(Path file, Manifest manifest) {
    LocalSite site =
        new LocalSite(file, manifest, ThisMachine.of(new Jobs(manifest.host().folder())));
    return new Side(manifest.identity().site(), site.database(), site.pooler());
  }

  /** One is a copy of the other: they have the same users with the same passwords. */
  private static Peer peer(Manifest own, String name, Endpoint database) {
    DatabaseSpec spec = own.database();
    Login superuser = new Login(spec.superuser(), PasswordFiles.read(spec.passwords().superuser()));
    return new Peer(name, new PostgresPeer(name, database, superuser));
  }
}
