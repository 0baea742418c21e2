package dev.slipway.release.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.channel.Far;
import dev.slipway.config.DataSize;
import dev.slipway.config.SwitchoverSettings;
import dev.slipway.driver.postgres.PostgresDatabase;
import dev.slipway.driver.ssh.SshNetwork;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.exec.Daemons;
import dev.slipway.release.HoldWatch;
import dev.slipway.release.SiteServices;
import dev.slipway.release.Switchover;
import dev.slipway.release.Switchover.Side;
import dev.slipway.service.Database;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.Pooler;
import dev.slipway.testing.RealPostgres;
import dev.slipway.testing.TestState;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Two sites on machines of their own and a controller on a third, whose clients write through both
 * poolers all the time. After a switchover, completed or not, the next one begins from whichever
 * site serves.
 */
final class RemoteSwitchover implements AutoCloseable {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final int APART = 1_000_000;

  private final TestState state = new TestState();
  private final SshNetwork network = new SshNetwork();
  private RemoteSide from;
  private RemoteSide to;

  RemoteSwitchover() {
    RealPostgres primary = RealPostgres.primary(state, "v41-b");
    primary.execute("CREATE TABLE ledger (id int PRIMARY KEY)");
    RealPostgres standby = primary.standby(state, "v42-b");
    from = new RemoteSide(state, primary, primary.endpoint(), network, 0);
    to = new RemoteSide(state, standby, primary.endpoint(), network, APART);
  }

  RemoteSide from() {
    return from;
  }

  RemoteSide to() {
    return to;
  }

  /**
   * Moves the right to write, unless what happens at the point prevents it.
   *
   * @return the error that the controller ended with
   */
  Optional<SlipwayException> run(StopPoint point, Runnable happening, Duration budget) {
    awaitServed(LONG);
    try (Far<SiteServices> old = from.far(to);
        Far<SiteServices> next = to.far(from)) {
      HoldWatch watch =
          new PairedWatch(
              old.near().holdWatch(to.site().other()),
              next.near().poolerWatch(from.site().other()));
      new Switchover(
              side(from.name(), old.near(), point, happening),
              side(to.name(), next.near(), point, happening),
              point.in(HoldWatch.class, watch, happening),
              new SwitchoverSettings(budget, budget.dividedBy(2), DataSize.parse("16MB")))
          .run(System.err::println);
      return Optional.empty();
    } catch (SlipwayException e) {
      return Optional.of(e);
    }
  }

  private static Side side(String name, SiteServices site, StopPoint point, Runnable happening) {
    return new Side(
        name,
        point.in(Database.class, site.database(), happening),
        point.in(Pooler.class, site.pooler(), happening));
  }

  /** Clients of both poolers are served within that time. */
  void awaitServed(Duration deadline) {
    from.writer().awaitServed(deadline);
    to.writer().awaitServed(deadline);
  }

  /**
   * One database serves and has everything that was acknowledged; the other one follows it, and
   * takes its part in the next switchover when it was the one that served.
   *
   * @return whether the new one serves
   */
  boolean settle() {
    for (RemoteSide side : new RemoteSide[] {from, to}) {
      Await.of("the end of the watch of " + side.name(), LONG)
          .untilTrue(() -> new Daemons().running(side.site().watchPid()).isEmpty());
    }
    boolean promoted = role(to) == DatabaseRole.PRIMARY;
    if (promoted) {
      swap();
    }
    assertThat(role(from)).isEqualTo(DatabaseRole.PRIMARY);
    assertThat(role(to)).isEqualTo(DatabaseRole.STANDBY);
    Set<Integer> lost = new TreeSet<>(from.writer().acknowledged());
    lost.addAll(to.writer().acknowledged());
    lost.removeAll(ledger());
    assertThat(lost).isEmpty();
    return promoted;
  }

  private void swap() {
    RemoteSide former = from;
    from = to;
    to = former;
    try (PostgresDatabase database = former.postgres().database()) {
      assertThat(database.status().fenced()).isTrue();
      database.follow(from.postgres().endpoint(), LONG);
    }
  }

  private Set<Integer> ledger() {
    String ids = from.postgres().ask("SELECT string_agg(id::text, ' ') FROM ledger");
    return Stream.of(ids.split(" ", -1)).map(Integer::valueOf).collect(Collectors.toSet());
  }

  private static DatabaseRole role(RemoteSide side) {
    try (PostgresDatabase database = side.postgres().database()) {
      return database.status().role();
    }
  }

  @Override
  public void close() throws IOException {
    from.killServing();
    to.killServing();
    for (RemoteSide side : new RemoteSide[] {to, from}) {
      new Daemons().stop(side.site().watchPid(), Duration.ofSeconds(1));
    }
    end(from);
    end(to);
    to.close();
    from.close();
    network.close();
    state.close();
  }

  private static void end(RemoteSide side) {
    try {
      side.writer().end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
