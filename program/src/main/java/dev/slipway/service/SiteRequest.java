package dev.slipway.service;

import java.util.Optional;

/**
 * What to launch.
 *
 * @param revision tag, branch or commit of the application
 * @param follow the database that a candidate or test restores from and follows; empty for the
 *     estate's very first site, which starts with an empty database
 * @param cluster name of the search cluster that the site's master joins; empty for a single server
 * @param until the place in the log that the copy ends at, not following any further; empty to
 *     follow
 */
public record SiteRequest(
    String name,
    SiteRole role,
    String revision,
    String commit,
    Optional<SiteRecord> follow,
    Optional<String> cluster,
    Optional<RestorePoint> until) {

  /** A site that is a single server. */
  public SiteRequest(
      String name, SiteRole role, String revision, String commit, Optional<SiteRecord> follow) {
    this(name, role, revision, commit, follow, Optional.empty(), Optional.empty());
  }

  /** The same site, its master joining that search cluster. */
  public SiteRequest joining(String searchCluster) {
    return new SiteRequest(name, role, revision, commit, follow, Optional.of(searchCluster), until);
  }

  /** The same site, its database as it was at that place in the log. */
  public SiteRequest until(RestorePoint point) {
    return new SiteRequest(name, role, revision, commit, follow, cluster, Optional.of(point));
  }

  /** The same site as a single server. */
  public SiteRequest alone() {
    return new SiteRequest(name, role, revision, commit, follow, Optional.empty(), until);
  }
}
