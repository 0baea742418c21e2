package dev.slipway.cli;

import dev.slipway.error.SlipwayException;
import dev.slipway.release.Releases;
import dev.slipway.workflow.Outcome;
import dev.slipway.workflow.ReleaseRecord;
import dev.slipway.workflow.ReleaseState;
import dev.slipway.workflow.StepRecord;
import java.util.List;
import java.util.Optional;

/** What a verb that runs a release, or would run it, ends with. */
record ReleaseEnd(Screen screen, Output output, ReleaseLines lines) {
  private static final String AGAIN =
      "`slipway release resume` tries that step again, `slipway release abort` returns";
  private static final String ONWARD =
      "`slipway release resume` tries that step again; the new database serves, so that nothing is"
          + " taken back but by a rollback";
  private static final String UNCHANGED = "nothing was changed, and nothing is to be taken back";
  private static final String TAKE_BACK = "`slipway release abort` goes on taking the release back";

  /**
   * Prints which releases a dry run found, and what would be done with them.
   *
   * @throws SlipwayException {@code RELEASE_UNKNOWN} when there is none, as without a dry run
   */
  void dry(String what, List<ReleaseRecord> releases) {
    if (releases.isEmpty()) {
      throw Releases.noneUnfinished();
    }
    output.print(
        screen, releases, () -> "would %s:%n%s".formatted(what, ReleaseTables.of(releases)));
  }

  /**
   * Prints a release that was to go forward.
   *
   * @throws SlipwayException of the failed step, so that its code is the exit code
   */
  void forward(ReleaseRecord release) {
    print(release);
    String again = Releases.promoted(release) ? ONWARD : AGAIN;
    passOn(release.steps(), release.state() == ReleaseState.ABORTED ? UNCHANGED : again);
  }

  /**
   * Prints a release that was to be taken back.
   *
   * @throws SlipwayException of the step that could not be taken back
   */
  void backward(ReleaseRecord release) {
    print(release);
    if (release.state() == ReleaseState.STOPPED) {
      passOn(release.reverts(), TAKE_BACK);
    }
  }

  private void print(ReleaseRecord release) {
    String summary =
        "release %s is %s after %s"
            .formatted(release.id(), ReleaseTables.word(release), lines.elapsed());
    output.print(screen, release, () -> summary);
  }

  private static void passOn(List<StepRecord> steps, String next) {
    Optional<StepRecord> last =
        steps.stream().filter(step -> step.outcome() instanceof Outcome.Failed).findFirst();
    if (last.isPresent() && last.get().outcome() instanceof Outcome.Failed failed) {
      String hint = failed.hint().isEmpty() ? "" : failed.hint() + "; ";
      throw new SlipwayException(
          failed.code(), "%s: %s".formatted(last.get().name(), failed.message()), hint + next);
    }
  }
}
