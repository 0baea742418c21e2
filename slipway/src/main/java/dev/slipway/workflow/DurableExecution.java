package dev.slipway.workflow;

import java.util.List;

/**
 * Runs the steps of releases so that the death of the process at any moment loses nothing: whoever
 * starts again goes on at the step that was running. One leader at a time; before each step the
 * leader writes its intent in a statement that checks its epoch, so that a leader that slept
 * through a take-over stops there instead of acting.
 */
public interface DurableExecution extends Journal {

  /**
   * Begins a release, or goes on with it when the journal has it unfinished: steps that are done
   * are not run again, the one that was running is observed first. Returns when the release is
   * completed or stopped.
   *
   * @param request kept in the journal; ignored when the release is there already
   * @throws dev.slipway.error.SlipwayException {@code RELEASE_RUNNING} when another release is
   *     unfinished or another controller leads
   */
  ReleaseRecord run(String id, String request, List<Step> steps, StepListener listener);

  /**
   * Takes a release back: reverts the steps that were begun, the last first.
   *
   * @throws dev.slipway.error.SlipwayException {@code RELEASE_STATE} when a step past the point of
   *     no return is done or unknown-and-observed-done
   */
  ReleaseRecord abort(String id, List<Step> steps, StepListener listener);
}
