package dev.slipway.release;

import dev.slipway.config.SwitchoverSettings;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.service.Database;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.DatabaseStatus;
import dev.slipway.service.FinalPosition;
import dev.slipway.service.Lsn;
import dev.slipway.service.Pooler;
import dev.slipway.service.SiteRecord;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Moves the right to write from the old database to the new one while clients wait: hold, fence,
 * proof, promote, repoint, release. One unit for durable execution, because its phases make no
 * sense apart: whoever enters it again after a crash looks at the world and either completes (the
 * new database was promoted) or gives the old database back and begins afresh.
 *
 * <p>Safety, in this order: no acknowledged write is lost (the proof), never two writable databases
 * (the fence stands before the promotion is asked for), the site serves (every failure before the
 * promotion leads back to the old database). The promotion request is the point of no return: a
 * request that was sent may take effect late, so after it nothing is ever given back.
 *
 * <p>While writes are held, each thing that this controller does is taken from it when its time is
 * over: the prepared fence by the watch, the right to promote by the new server. Only the watch
 * gives the old database back. So a controller that slept and wakes up at any point changes nothing
 * (docs/decisions/0007).
 */
public final class Switchover {
  /** In its evidence: how long this program kept still before the hold, milliseconds. */
  public static final String STILLNESS = "stillnessMs";

  private static final Duration FORWARD = Duration.ofSeconds(30);

  /** Of the budget, which is what being still beforehand may take. */
  private static final int PART = 10;

  /** For a promotion whose request was sent and whose answer was lost. */
  private static final Duration LATE = Duration.ofSeconds(1);

  private final Side from;
  private final Side to;
  private final HoldWatch watch;
  private final SwitchoverSettings settings;
  private final Approval approval;

  /**
   * One side of the switchover.
   *
   * @param name the site's name, which is also its standby's application name
   */
  public record Side(String name, Database database, Pooler pooler) {
    public static Side of(Services services, SiteRecord site) {
      return new Side(site.name(), services.database(site), services.pooler(site));
    }
  }

  /** What else must be true of the world for the new database to be promoted. */
  @FunctionalInterface
  public interface Approval {
    Approval ALWAYS = () -> {};

    /**
     * Before anything is held, what takes longer than clients may wait.
     *
     * @throws SlipwayException when nothing is to be held
     */
    default void prepare() {}

    /**
     * The last word before the promotion, while writes are held and the new database has all.
     *
     * @throws SlipwayException when the old database is to go on
     */
    void require();
  }

  public Switchover(Side from, Side to, HoldWatch watch, SwitchoverSettings settings) {
    this(from, to, watch, settings, Approval.ALWAYS);
  }

  public Switchover(
      Side from, Side to, HoldWatch watch, SwitchoverSettings settings, Approval approval) {
    this.from = from;
    this.to = to;
    this.watch = watch;
    this.settings = settings;
    this.approval = approval;
  }

  /** Evidence when the new database is promoted and both poolers send to it. */
  public Optional<Evidence> observe() {
    boolean finished =
        promoted(to.database().status()) && sendsToNew(from.pooler()) && sendsToNew(to.pooler());
    return finished
        ? Optional.of(Evidence.of("primary", to.database().endpoint().toString()))
        : Optional.empty();
  }

  /** What must be true before it holds a single write; asks only. */
  public Evidence check() {
    return new Preconditions(from, to, settings).check();
  }

  /** Runs it from wherever the world is. */
  public Evidence run(Progress progress) {
    watch.lastOutcome().ifPresent(what -> progress.say("the watch of an earlier hold: " + what));
    if (promoted(to.database().status())) {
      progress.say(to.name() + " is promoted already: completing");
      return completeForward(progress);
    }
    try (watch) {
      watch.start();
      recoverFromLeftovers(progress);
      List<Pooler> writing = writing();
      Evidence before = prepare(progress);
      return merge(before, heldTime(writing, progress));
    }
  }

  /** Everything that can be done and known before a client waits. */
  private Evidence prepare(Progress progress) {
    Preconditions preconditions = new Preconditions(from, to, settings);
    Evidence evidence = preconditions.check();
    approval.prepare();
    for (Pooler pooler : List.of(from.pooler(), to.pooler())) {
      pooler.prepare();
      pooler.prepareRepoint(to.database().endpoint());
    }
    from.database().prepareFence(to.database().endpoint());
    from.database().checkpoint();
    preconditions.requireCaughtUp();
    to.database().preparePromotion(settings.budget());
    // As what follows, which then is not slow for being the first of its kind.
    Uninterrupted.run(() -> progress.say("prepared; writes are held now"));
    Duration still = Stillness.come(settings.budget().dividedBy(PART)); // With the grant's time.
    return evidence.and(STILLNESS, HeldTime.millis(still));
  }

  /** The poolers whose clients write to the old database; after a release both sites' do. */
  private List<Pooler> writing() {
    Pooler other = to.pooler();
    boolean both = !onePooler() && other.status().target().equals(from.database().endpoint());
    return both ? List.of(from.pooler(), other) : List.of(from.pooler());
  }

  private Evidence heldTime(List<Pooler> writing, Progress progress) {
    HeldTime held = new HeldTime(settings.budget(), System::nanoTime);
    Runnable forward = () -> goForward(held, progress); // Java links it here, not when it matters.
    watch.arm(settings.budget());
    held.begin();
    FinalPosition last = null;
    Lsn replayed;
    try {
      for (Pooler pooler : writing) {
        hold(pooler, shorter(settings.pauseBudget(), held.left()));
      }
      held.ended(Phase.HOLD);
      last = from.database().fence(held.left());
      held.ended(Phase.FENCE);
      replayed = to.database().proveReplayed(last, held.left());
      approval.require();
      held.left();
      held.ended(Phase.PROOF);
    } catch (RuntimeException e) {
      throw returned(e, progress);
    }
    Uninterrupted.run(forward);
    return held.evidence()
        .and("finalPosition", last.checkpoint().toString())
        .and("replayed", replayed.toString())
        .and("timeline", last.timeline());
  }

  /** The pooler knows which connection held it up, only the database what was done on it. */
  private void hold(Pooler pooler, Duration budget) {
    try {
      pooler.hold(budget);
    } catch (SlipwayException e) {
      throw e.code() == ErrorCode.HOLD_NOT_REACHED ? blocked(e) : e;
    }
  }

  private SlipwayException blocked(SlipwayException cause) {
    try {
      return from.database()
          .oldestTransaction()
          .map(oldest -> blocked(cause, oldest))
          .orElse(cause);
    } catch (SlipwayException e) {
      cause.addSuppressed(e);
      return cause;
    }
  }

  private static SlipwayException blocked(SlipwayException cause, String oldest) {
    return new SlipwayException(
        cause.code(),
        "%s; the oldest transaction is %s".formatted(cause.getMessage(), oldest),
        cause.hint(),
        cause);
  }

  private void goForward(HeldTime held, Progress progress) {
    promote(progress);
    held.ended(Phase.PROMOTE);
    sendToNew(from.pooler());
    held.ended(Phase.RESUME);
    sendOthersToNew();
    watch.disarm();
    progress.say("writes flow to " + to.name());
  }

  /**
   * The point of no return. An error here does not tell whether the promotion happened: it is asked
   * until it did. If it never does, somebody must look; giving the old database back now could make
   * two writable ones. Only a server that says that the grant has ended was certainly not asked.
   */
  private void promote(Progress progress) {
    try {
      to.database().promote(FORWARD);
    } catch (RuntimeException e) {
      if (e instanceof SlipwayException known && known.code() == ErrorCode.GRANT_EXPIRED) {
        throw returned(e, progress);
      }
      if (!promotedLate()) {
        progress.say("the promotion of " + to.name() + " was asked for and did not come");
        throw new SlipwayException(
            ErrorCode.DATABASE_STATE,
            "the promotion of %s was asked for and is not seen: %s"
                .formatted(to.name(), e.getMessage()),
            "the old database stays fenced; look at the log of %s, then resume the release"
                .formatted(to.name()),
            e);
      }
    }
  }

  private boolean promotedLate() {
    try {
      Await.of("the promotion of " + to.name(), LATE)
          .untilTrue(() -> promoted(to.database().status()));
      return true;
    } catch (SlipwayException e) {
      return false;
    }
  }

  private Evidence completeForward(Progress progress) {
    from.pooler().prepare();
    sendToNew(from.pooler());
    to.pooler().prepare();
    sendOthersToNew();
    progress.say("writes flow to " + to.name());
    return Evidence.of("completed", "after the promotion");
  }

  /** What a controller that died before the promotion may have left behind. */
  private void recoverFromLeftovers(Progress progress) {
    DatabaseStatus old = from.database().status();
    boolean serves = old.role() == DatabaseRole.PRIMARY && !old.fenced();
    if (!serves || from.pooler().status().paused() || to.pooler().status().paused()) {
      progress.say(
          "an earlier attempt left %s held or fenced: giving it back".formatted(from.name()));
      watch.recover();
    }
  }

  private SlipwayException returned(RuntimeException cause, Progress progress) {
    progress.say("returning to " + from.name() + ": " + cause.getMessage());
    try {
      watch.giveBack();
    } catch (RuntimeException e) {
      progress.say("not given back yet: " + e.getMessage());
      cause.addSuppressed(e);
    }
    return cause instanceof SlipwayException known
        ? known
        : new SlipwayException(
            ErrorCode.INTERNAL, "the switchover failed and was taken back: " + cause, "", cause);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private void sendToNew(Pooler pooler) {
    pooler.repoint(to.database().endpoint());
    pooler.release();
  }

  /** Those whom nobody waits for; a pooler that serves both sites is not asked twice. */
  private void sendOthersToNew() {
    if (!onePooler()) {
      sendToNew(to.pooler());
    }
    from.pooler().settle();
    to.pooler().settle();
  }

  private boolean onePooler() {
    return to.pooler().endpoint().equals(from.pooler().endpoint());
  }

  private boolean sendsToNew(Pooler pooler) {
    var status = pooler.status();
    return !status.paused() && status.target().equals(to.database().endpoint());
  }

  private static boolean promoted(DatabaseStatus status) {
    return status.role() == DatabaseRole.PRIMARY;
  }

  private static Evidence merge(Evidence first, Evidence second) {
    Evidence all = first;
    for (var fact : second.facts().entrySet()) {
      all = all.and(fact.getKey(), fact.getValue());
    }
    return all;
  }
}
