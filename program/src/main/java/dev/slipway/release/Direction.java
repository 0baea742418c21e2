package dev.slipway.release;

/** Where a plan leads. */
public enum Direction {
  /** To a new version, on a site that the release launches. */
  FORWARD,
  /** Back to the site that served before the release. */
  BACK
}
