package dev.slipway.service;

import java.util.Optional;

/**
 * What to launch.
 *
 * @param revision tag, branch or commit of the application
 * @param follow the database that a candidate or test restores from and follows; empty for the
 *     estate's very first site, which starts with an empty database
 */
public record SiteRequest(
    String name, SiteRole role, String revision, String commit, Optional<SiteRecord> follow) {}
