package dev.slipway.service;

/** What a site is for. */
public enum SiteRole {
  /** Serves the profile's traffic now; set by a release, never asked for. */
  CURRENT,
  /** A hot standby of production that indexes and may be promoted only by a release. */
  CANDIDATE,
  /** Promoted while it is brought up; never archives. */
  TEST,
  /** Was current before the last release; its database follows the current one: the way back. */
  FORMER,
  /** A promoted throw-away copy; archiving off. */
  DEMO;

  /** Whether its database is the one of production, or a copy that may take its place. */
  public boolean ofProduction() {
    return switch (this) {
      case CURRENT, CANDIDATE, FORMER -> true;
      case TEST, DEMO -> false;
    };
  }

  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
