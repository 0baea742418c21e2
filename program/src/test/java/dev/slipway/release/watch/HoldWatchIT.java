package dev.slipway.release.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.driver.postgres.PostgresDatabase;
import dev.slipway.exec.Await;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.Signal;
import dev.slipway.service.DatabaseRole;
import dev.slipway.testing.RealPgbouncer;
import dev.slipway.testing.RealPostgres;
import dev.slipway.testing.SteadyWriter;
import dev.slipway.testing.TestState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Controllers that die or sleep while writes are held, against real servers. One estate for all: a
 * switchover that completes is followed by the former primary, and the next one goes back.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HoldWatchIT {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration BUDGET = Duration.ofSeconds(1);

  private static final Duration DEADLINE = BUDGET.plus(Watch.MARGIN);

  /** What acting takes once the time has come, on a machine that is busy with other tests. */
  private static final Duration ACTING = Duration.ofSeconds(8);

  private final TestState state = new TestState();
  private RealPostgres from;
  private RealPostgres to;
  private RealPgbouncer pooler;
  private SteadyWriter writer;
  private WritableSampler sampler;
  private Optional<Process> controller = Optional.empty();

  @BeforeAll
  void start() {
    from = RealPostgres.primary(state, "v41-b");
    from.execute("CREATE TABLE ledger (id int PRIMARY KEY)");
    to = from.standby(state, "v42-b");
    pooler = new RealPgbouncer(state, "pooler", from.endpoint());
    writer = new SteadyWriter(pooler::connect, 0);
  }

  @AfterAll
  void stop() throws Exception {
    new Daemons().stop(sites().watchPid(), Duration.ofSeconds(1));
    writer.end();
    pooler.close();
    to.close();
    from.close();
    state.close();
  }

  @BeforeEach
  void sample() {
    if (role(to) == DatabaseRole.PRIMARY) {
      swap();
    }
    sampler = new WritableSampler(from, to);
  }

  @AfterEach
  void clearUp() throws Exception {
    controller.ifPresent(Process::destroyForcibly);
    sampler.end();
  }

  @ParameterizedTest
  @EnumSource
  void clientsAreServedSoonAfterTheControllerIsKilled(StopPoint point) throws Exception {
    Lines said = begin(point, LONG);
    await(said, "at " + point);
    controller.orElseThrow().destroyForcibly();
    writer.awaitServed(ACTING);
    finish(point == StopPoint.PROMOTED);
  }

  @ParameterizedTest
  @EnumSource
  void aControllerThatOnlyPausedCompletes(StopPoint point) throws Exception {
    Lines said = begin(point, LONG);
    await(said, "at " + point);
    pause();
    wakeUp();
    assertThat(last(said)).isEqualTo("done");
    finish(true);
  }

  @ParameterizedTest
  @EnumSource
  void clientsAreServedAtTheDeadlineAndAControllerThatWakesUpLaterChangesNothing(StopPoint point)
      throws Exception {
    Lines said = begin(point, BUDGET);
    await(said, "at " + point);
    pause();
    writer.awaitServed(DEADLINE.plus(ACTING));
    Await.of("the watch", DEADLINE.plus(ACTING))
        .untilTrue(() -> sites().watch().lastOutcome().isPresent());
    wakeUp();
    boolean promoted = point == StopPoint.PROMOTED;
    assertThat(last(said)).isEqualTo(promoted ? "done" : lateError(point));
    writer.awaitServed(ACTING);
    finish(promoted);
  }

  /** Its own budget has ended a margin before: it and the watch act at the same time. */
  @ParameterizedTest
  @EnumSource
  void aControllerThatWakesUpAtTheDeadlineAndTheWatchAgree(StopPoint point) throws Exception {
    Lines said = begin(point, BUDGET);
    await(said, "armed");
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    await(said, "at " + point);
    pause();
    Await.of("the deadline", LONG)
        .every(Duration.ofMillis(1))
        .untilTrue(() -> System.nanoTime() - deadline >= 0);
    wakeUp();
    boolean promoted = point == StopPoint.PROMOTED;
    assertThat(last(said)).isEqualTo(promoted ? "done" : lateError(point));
    writer.awaitServed(ACTING);
    finish(promoted);
  }

  /** Whoever starts it again, at whatever point, starts a standby. */
  @ParameterizedTest
  @EnumSource(names = {"FENCED", "PROVED", "PROMOTED"})
  void aFencedDatabaseThatIsRestartedMeanwhileAcceptsNoWrite(StopPoint point) throws Exception {
    Lines said = begin(point, LONG);
    await(said, "at " + point);
    pause();
    from.control().start(LONG);
    assertThat(role(from)).isEqualTo(DatabaseRole.STANDBY);
    wakeUp();
    assertThat(last(said)).isEqualTo("done");
    assertThat(role(from)).isEqualTo(DatabaseRole.STANDBY);
    finish(true);
  }

  private void pause() {
    long pid = controller.orElseThrow().pid();
    Signal.STOP.send(pid);
    Await.of("the stop", LONG).every(Duration.ofMillis(1)).untilTrue(() -> stopped(pid));
  }

  private void wakeUp() throws IOException {
    controller.orElseThrow().getOutputStream().write('\n');
    controller.orElseThrow().getOutputStream().flush();
    Signal.CONT.send(controller.orElseThrow().pid());
  }

  private static boolean stopped(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String lateError(StopPoint point) {
    return point == StopPoint.PROVED ? "error GRANT_EXPIRED" : "error BUDGET_EXCEEDED";
  }

  /** One database serves, has everything, and is the only one that ever did. */
  private void finish(boolean promoted) throws Exception {
    assertThat(sampler.both()).isZero();
    assertThat(controller.orElseThrow().waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    Await.of("the end of the watch", LONG)
        .untilTrue(() -> new Daemons().running(sites().watchPid()).isEmpty());
    if (promoted) {
      swap();
    }
    assertThat(role(from)).isEqualTo(DatabaseRole.PRIMARY);
    assertThat(role(to)).isEqualTo(DatabaseRole.STANDBY);
    assertThat(sampler.both()).isZero();
    assertThat(sampler.rounds()).isGreaterThan(10);
    Set<Integer> lost = new TreeSet<>(writer.acknowledged());
    lost.removeAll(ledger());
    assertThat(lost).isEmpty();
  }

  private void swap() {
    RealPostgres former = from;
    from = to;
    to = former;
    try (PostgresDatabase database = former.database()) {
      assertThat(database.status().fenced()).isTrue();
      database.follow(from.endpoint(), LONG);
    }
  }

  private Set<Integer> ledger() {
    String ids = from.ask("SELECT string_agg(id::text, ' ') FROM ledger");
    return Stream.of(ids.split(" ", -1)).map(Integer::valueOf).collect(Collectors.toSet());
  }

  private static DatabaseRole role(RealPostgres server) {
    return server.database().status().role();
  }

  private HeldSites sites() {
    return new HeldSites(
        state.folder(),
        from.server().name(),
        from.endpoint(),
        to.server().name(),
        to.endpoint(),
        pooler.endpoint());
  }

  private Lines begin(StopPoint point, Duration budget) throws IOException {
    writer.awaitServed(LONG);
    List<String> arguments = new ArrayList<>(sites().arguments());
    arguments.addAll(List.of(point.name(), Long.toString(budget.toMillis())));
    Process process =
        new ProcessBuilder(HeldSites.java(HeldSitesController.class, arguments).arguments())
            .redirectError(state.folder().resolve("controller.log").toFile())
            .start();
    controller = Optional.of(process);
    return new Lines(process.getInputStream());
  }

  private static void await(Lines said, String line) throws InterruptedException {
    String next = said.next(LONG).orElse("nothing");
    while (!next.equals(line)) {
      assertThat(next).as("before " + line).matches("armed|at .*");
      next = said.next(LONG).orElse("nothing");
    }
  }

  private static String last(Lines said) throws InterruptedException {
    String last = "";
    for (String next = said.next(LONG).orElse(Lines.END);
        !next.equals(Lines.END);
        next = said.next(LONG).orElse(Lines.END)) {
      last = next;
    }
    return last;
  }
}
