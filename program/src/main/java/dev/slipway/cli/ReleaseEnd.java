package dev.slipway.cli;

import dev.slipway.error.SlipwayException;
import dev.slipway.workflow.Outcome;
import dev.slipway.workflow.ReleaseRecord;
import dev.slipway.workflow.ReleaseState;

/** What a verb that ran a release ends with. */
final class ReleaseEnd {
  private ReleaseEnd() {}

  /**
   * Prints the release, and passes on the error of the step that stopped it.
   *
   * @throws SlipwayException of the failed step, so that its code is the exit code
   */
  static void print(Screen screen, Output output, ReleaseRecord release, ReleaseLines lines) {
    String summary =
        "release %s is %s after %s"
            .formatted(release.id(), ReleaseTables.word(release), lines.elapsed());
    output.print(screen, release, () -> summary);
    if (release.state() == ReleaseState.STOPPED
        && release.steps().getLast().outcome() instanceof Outcome.Failed failed) {
      String hint = failed.hint().isEmpty() ? "" : failed.hint() + "; then ";
      throw new SlipwayException(
          failed.code(),
          "%s: %s".formatted(release.steps().getLast().name(), failed.message()),
          hint + "`slipway release resume` tries that step again, `slipway release abort` returns");
    }
  }
}
