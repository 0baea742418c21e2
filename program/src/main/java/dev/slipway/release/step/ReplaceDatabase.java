package dev.slipway.release.step;

import dev.slipway.release.Action;
import dev.slipway.release.Loss;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.Database;
import dev.slipway.service.DatabaseRole;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.util.Optional;

/**
 * The restored database takes the place of the live one, which is fenced first and stays so: at no
 * moment two are writable. Nobody is held, for what the new version would then write must not come
 * into the restored database; its pooler goes on sending to the fenced one, and its requests fail
 * until the proxies have moved.
 */
public record ReplaceDatabase(ReleaseContext release) implements Action {
  private static final Duration FENCE = Duration.ofMinutes(1);
  private static final Duration PROMOTE = Duration.ofSeconds(30);
  private static final Duration REVOKE = Duration.ofSeconds(5);

  @Override
  public Optional<Evidence> observe() {
    return promoted() ? Optional.of(evidence()) : Optional.empty();
  }

  @Override
  public Evidence apply(Progress progress) {
    release.readability().require();
    Evidence evidence = evidence();
    if (live().status().role() == DatabaseRole.PRIMARY) {
      live().prepareFence(restored().endpoint());
      Loss loss = release.loss();
      progress.say("%s are left behind".formatted(loss.describe()));
      evidence =
          evidence
              .and("lostTransactions", loss.transactions())
              .and("lostSeconds", loss.time().toSeconds());
    }
    restored().preparePromotion(FENCE.plus(PROMOTE));
    String last = live().fence(FENCE).checkpoint().toString();
    restored().promote(PROMOTE);
    return evidence.and("leftBehindAt", last);
  }

  /** Nothing was promoted: what was fenced goes on. */
  @Override
  public void revert(Progress progress) {
    restored().revokePromotion(REVOKE);
    live().cancelFence();
    live().unfence(FENCE);
    progress.say("the database of %s goes on".formatted(release.current().name()));
  }

  @Override
  public boolean pointOfNoReturn() {
    return true;
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
