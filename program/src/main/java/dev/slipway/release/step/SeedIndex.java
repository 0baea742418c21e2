package dev.slipway.release.step;

import dev.slipway.config.Gates;
import dev.slipway.release.Action;
import dev.slipway.release.IndexSeed;
import dev.slipway.release.IndexSide;
import dev.slipway.release.ReleaseContext;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;

/** The candidate's index as a copy of the current site's, or why it is built from nothing. */
public record SeedIndex(ReleaseContext release) implements Action {

  @Override
  public Evidence apply(Progress progress) {
    Gates gates = release.rules().gates();
    return new IndexSeed(
            IndexSide.of(release.services(), release.current()),
            IndexSide.of(release.services(), release.candidate()),
            () -> release.services().database(release.indexSource()).snapshot(),
            new IndexSeed.Patience(gates.indexDeadline(), gates.indexStuck()))
        .run(progress)
        .evidence();
  }
}
