package dev.slipway.release;

/** Where a plan leads. */
public enum Direction {
  /** To a new version, on a site that the release launches. */
  FORWARD,
  /** Back to the site that served before the release. */
  BACK,
  /**
   * Back to the former version, on a new site with what the database held before the release's own
   * version could write. What was written since is lost.
   */
  TO_RESTORE_POINT
}
