package dev.slipway.workflow;

/** Where a release stands. */
public enum ReleaseState {
  RUNNING,
  /** A step failed; {@code resume} tries that step again, {@code abort} takes the release back. */
  STOPPED,
  COMPLETED,
  ABORTED,
  /** It is unfinished, and another one that takes it back goes first. */
  SET_ASIDE,
  /** It was taken back after its point of no return, by another release. */
  ROLLED_BACK
}
