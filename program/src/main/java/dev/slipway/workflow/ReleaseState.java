package dev.slipway.workflow;

/** Where a release stands. */
public enum ReleaseState {
  RUNNING,
  /** A step failed; {@code resume} tries that step again, {@code abort} takes the release back. */
  STOPPED,
  COMPLETED,
  ABORTED
}
