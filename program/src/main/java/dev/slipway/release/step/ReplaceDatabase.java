package dev.slipway.release.step;

import dev.slipway.error.SlipwayException;
import dev.slipway.release.Action;
import dev.slipway.release.HoldWatch;
import dev.slipway.release.Loss;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.Database;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.DatabaseStatus;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.util.Optional;

/**
 * The restored database takes the place of the live one, which is fenced first and stays so: at no
 * moment two are writable. Nobody is held, for what the new version would then write must not come
 * into the restored database; its pooler goes on sending to the fenced one, and its requests fail
 * until the proxies have moved. A watch gives the live database back when the controller ends, or
 * takes too long, between the fence and the promotion (docs/decisions/0013).
 */
public record ReplaceDatabase(ReleaseContext release) implements Action {
  private static final Duration FENCE = Duration.ofSeconds(30);
  private static final Duration PROMOTE = Duration.ofSeconds(30);

  @Override
  public Optional<Evidence> observe() {
    return promoted() ? Optional.of(evidence()) : Optional.empty();
  }

  @Override
  public Evidence apply(Progress progress) {
    release.readability().require();
    try (HoldWatch watch = watch()) {
      watch.start();
      if (!serves(live())) {
        progress.say("an earlier attempt left it fenced: giving it back");
        watch.recover();
      }
      live().checkpoint();
      live().prepareFence(restored().endpoint());
      Evidence loss = loss(progress);
      restored().preparePromotion(FENCE.plus(PROMOTE));
      watch.arm(FENCE.plus(PROMOTE));
      String last = fence(watch, progress);
      restored().promote(PROMOTE);
      watch.disarm();
      return loss.and("leftBehindAt", last);
    }
  }

  /** Nothing was promoted: what was fenced goes on. */
  @Override
  public void revert(Progress progress) {
    try (HoldWatch watch = watch()) {
      watch.start();
      watch.recover();
    }
    progress.say("the database of %s goes on".formatted(release.current().name()));
  }

  /** Nobody was asked to promote anything before it stands. */
  private String fence(HoldWatch watch, Progress progress) {
    try {
      return live().fence(FENCE).checkpoint().toString();
    } catch (SlipwayException e) {
      progress.say("returning to %s: %s".formatted(release.current().name(), e.getMessage()));
      giveBack(watch, e);
      throw e;
    }
  }

  private static void giveBack(HoldWatch watch, SlipwayException cause) {
    try {
      watch.giveBack();
    } catch (SlipwayException e) {
      cause.addSuppressed(e);
    }
  }

  private Evidence loss(Progress progress) {
    Loss loss = release.loss();
    progress.say("%s are left behind".formatted(loss.describe()));
    return evidence()
        .and("lostTransactions", loss.transactions())
        .and("lostSeconds", loss.time().toSeconds());
  }

  private HoldWatch watch() {
    return release.services().fenceWatch(release.current(), release.candidate());
  }

  @Override
  public boolean pointOfNoReturn() {
    return true;
  }

  private static boolean serves(Database database) {
    DatabaseStatus status = database.status();
    return status.role() == DatabaseRole.PRIMARY && !status.fenced();
  }

  private boolean promoted() {
    return restored().status().role() == DatabaseRole.PRIMARY;
  }

  private Evidence evidence() {
    return Evidence.of("primary", restored().endpoint().toString());
  }

  private Database live() {
    return release.services().database(release.current());
  }

  private Database restored() {
    return release.services().database(release.candidate());
  }
}
