package dev.slipway.driver.postgres;

import dev.slipway.driver.postgres.ControlData.State;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.AtomicFile;
import dev.slipway.exec.Await;
import dev.slipway.exec.ProcessIdentity;
import dev.slipway.exec.Signal;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.Endpoint;
import dev.slipway.service.FinalPosition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * The state in which a database cannot accept a write, also after a restart: the standby signal is
 * on the disk, and the server that ran without it has written its shutdown checkpoint.
 *
 * <p>The fence stands as soon as the control file says so, before the postmaster's process ends:
 * the shutdown checkpoint is written after the last session ended, nothing can be written after it,
 * and whatever starts next finds the signal. What the postmaster still waits for is the archiver,
 * which brings the last segments to the object store, and the senders of standbys: clients need not
 * wait for the one, and the proof of replay waits for the other.
 */
final class Fence {
  static final String SIGNAL = "standby.signal";

  /**
   * The signal before it counts: already on the disk, one rename away. Each is named for the
   * attempt that it was prepared for, so that nobody raises a fence with what another one has
   * staged.
   */
  private static final String STAGED = "standby.signal.staged.";

  private static final Duration GLANCE = Duration.ofNanos(300_000);
  private static final Duration PRACTICE = Duration.ofSeconds(5);

  /** As often as it takes for Java to compile what is asked. */
  private static final int WARM = 250;

  private final PostgresSettings settings;
  private final PostgresServer server;
  private final PostgresControl control;
  private final ControlFile file;
  private final Observation observation;
  private Optional<Path> staged = Optional.empty();
  private Optional<Checkpointer> checkpointer = Optional.empty();

  Fence(PostgresSettings settings, PostgresControl control, Observation observation) {
    this.settings = settings;
    this.server = settings.server();
    this.control = control;
    this.file = control.controlFile();
    this.observation = observation;
  }

  /** Everything that the fence needs and that no client can see. */
  void prepare(Endpoint successor) {
    Upstream.write(settings, successor);
    try (Session session = Sessions.of(server).open(Duration.ofSeconds(10))) {
      Upstream.require(settings, session);
      checkpointer = Checkpointer.of(session);
    }
    cancel();
    Path own = server.data(STAGED + UUID.randomUUID());
    AtomicFile.write(own, new byte[0], server.osUser());
    staged = Optional.of(own);
    requireReach();
    practise(own);
  }

  /** What the held time does, without its effect: Java is slow at what it does the first time. */
  private void practise(Path own) {
    Path other = own.resolveSibling(own.getFileName() + ".practice");
    take(own, other);
    take(other, own);
    AtomicFile.force(own);
    Optional<ProcessIdentity> postmaster = control.running();
    requireNotStarting(postmaster);
    observation.fenced();
    if (file.direct().isPresent()) { // One of another format is read when the server has ended.
      for (int i = 0; i < WARM; i++) {
        in(State.SHUT_DOWN, postmaster);
      }
      await(State.IN_PRODUCTION, postmaster, PRACTICE);
    }
  }

  /** Whatever is staged, by whomever. */
  void cancel() {
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(server.folders().data(), STAGED + "*")) {
      all.forEach(AtomicFile::remove);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look into " + server.folders().data(), e);
    }
  }

  FinalPosition raise(Duration budget) {
    long end = System.nanoTime() + budget.toNanos();
    Optional<ProcessIdentity> postmaster = control.running();
    requireNotStarting(postmaster);
    putSignal();
    requireStanding(end);
    postmaster.ifPresent(process -> Signal.INT.send(process.pid()));
    // The disk and the server work at the same time. Without the power in between nothing is lost:
    // the fence is not said to stand before the signal is durable.
    AtomicFile.force(server.data(SIGNAL));
    ControlData last =
        await(State.SHUT_DOWN, postmaster, Duration.ofNanos(end - System.nanoTime()));
    if (last.state() != State.SHUT_DOWN) {
      throw state("did not stop cleanly as a primary: it is " + last.state());
    }
    return new FinalPosition(last.systemIdentifier(), last.timeline(), last.checkpoint());
  }

  /** Looks and acts until the server runs as a primary, whatever it is found in between. */
  void lower(Duration budget) {
    staged = Optional.empty();
    AtomicFile.remove(server.data(SIGNAL));
    long patience = System.nanoTime() + budget.toNanos() / 3;
    long end = System.nanoTime() + budget.toNanos();
    Await.of(server.name() + " accepting writes", budget)
        .every(Duration.ofMillis(5))
        .untilTrue(() -> advance(patience, Duration.ofNanos(end - System.nanoTime())));
  }

  /** One step towards a running primary; true when it is one. */
  private boolean advance(long patience, Duration left) {
    Optional<ProcessIdentity> postmaster = control.running();
    if (postmaster.isEmpty()) {
      control.start(left);
    } else if (control.stopping()) {
      endStop(postmaster.get(), patience);
      return false;
    }
    DatabaseRole role = observation.status().role();
    if (role == DatabaseRole.STANDBY) {
      // Started again by somebody while the signal lay there: nothing was written meanwhile.
      control.stop(left);
    }
    return role == DatabaseRole.PRIMARY;
  }

  /**
   * A stop may wait for ever, for a standby that does not take the rest of the log. Nothing is lost
   * by ending it at once: this server is the one that goes on.
   */
  private static void endStop(ProcessIdentity postmaster, long patience) {
    if (System.nanoTime() - patience > 0) {
      Signal.QUIT.send(postmaster.pid());
    }
  }

  private ControlData await(State state, Optional<ProcessIdentity> postmaster, Duration budget) {
    return Await.of("%s being %s".formatted(server.name(), state), budget)
        .every(GLANCE)
        .until(() -> glance(state, postmaster));
  }

  private Optional<ControlData> glance(State state, Optional<ProcessIdentity> postmaster) {
    checkpointer.ifPresent(Checkpointer::wake);
    return in(state, postmaster);
  }

  /** In that state, or in the last one of a server that has ended. */
  private Optional<ControlData> in(State state, Optional<ProcessIdentity> postmaster) {
    Optional<ControlData> there = file.direct().filter(data -> data.state() == state);
    boolean goesOn = there.isPresent() || postmaster.filter(ProcessIdentity::alive).isPresent();
    return goesOn ? there : Optional.of(file.read());
  }

  /** One rename, which decides between this fence and its cancelling. */
  private void putSignal() {
    Path signal = server.data(SIGNAL);
    if (staged.isPresent()) {
      take(staged.get(), signal);
      staged = Optional.empty();
    } else if (!Files.exists(signal)) {
      throw overtaken(null);
    }
  }

  private void take(Path own, Path signal) {
    try {
      AtomicFile.rename(own, signal);
    } catch (UncheckedIOException e) {
      if (Files.exists(own)) {
        throw e;
      }
      throw overtaken(e);
    }
  }

  /** Whoever slept since the rename must not stop a server that was given back meanwhile. */
  private void requireStanding(long end) {
    if (System.nanoTime() - end >= 0 || !observation.fenced()) {
      throw overtaken(null);
    }
  }

  private SlipwayException overtaken(Throwable cause) {
    return new SlipwayException(
        ErrorCode.BUDGET_EXCEEDED,
        "the fence of %s is not prepared, or its time is over".formatted(server.name()),
        "nothing was changed; begin the switchover again",
        cause);
  }

  private void requireNotStarting(Optional<ProcessIdentity> postmaster) {
    if (postmaster.isPresent() && !control.stopping()) {
      requirePrimary();
    }
  }

  /** A server that is still starting would show the clean stop before this one. */
  private void requirePrimary() {
    Optional<ControlData> data = file.direct();
    if (data.isPresent() && data.get().state() != State.IN_PRODUCTION) {
      throw state("is not a primary that runs: it is " + data.get().state());
    }
  }

  private void requireReach() {
    Optional<ProcessIdentity> postmaster = control.running();
    if (postmaster.filter(process -> Signal.reaches(process.pid())).isEmpty()) {
      throw state("has no server process that Slipway may signal");
    }
  }

  private SlipwayException state(String what) {
    return new SlipwayException(
        ErrorCode.DATABASE_STATE,
        "the database of %s %s".formatted(server.name(), what),
        "read " + server.folders().log());
  }
}
