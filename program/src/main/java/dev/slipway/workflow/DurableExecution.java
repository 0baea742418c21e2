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
   * are not run again, the one that was running is observed first. A release that is completed or
   * aborted begins anew under its old id, with a record of its own. Returns when the release is
   * completed or stopped.
   *
   * @param request kept in the journal; ignored when the release is there unfinished
   * @throws dev.slipway.error.SlipwayException {@code RELEASE_RUNNING} when another release is
   *     unfinished, another controller leads, or another one took over meanwhile; {@code
   *     JOURNAL_FAILED} when the journal cannot be written
   */
  ReleaseRecord run(String id, String request, List<Step> steps, StepListener listener);

  /**
   * As {@link #run}, for a release that takes another one back. That one may be unfinished: it is
   * set aside meanwhile, rolled back when this one is completed, and stopped as it was when this
   * one is aborted.
   *
   * @param taken the id of the release that is taken back
   */
  ReleaseRecord takeBack(
      String id, String taken, String request, List<Step> steps, StepListener listener);

  /**
   * Takes an unfinished release back: reverts the steps that it began, the last first, except those
   * that found their work done already at their first attempt. A revert that fails leaves the
   * release stopped: another abort goes on with the taking back, a run goes forward again.
   *
   * @throws dev.slipway.error.SlipwayException {@code RELEASE_UNKNOWN} when there is no such
   *     release; {@code RELEASE_STATE} when it is finished, or when a step past the point of no
   *     return is done or, unless the journal knows, is observed done; and as for {@code run}
   */
  ReleaseRecord abort(String id, List<Step> steps, StepListener listener);
}
