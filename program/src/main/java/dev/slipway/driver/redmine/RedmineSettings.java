package dev.slipway.driver.redmine;

import dev.slipway.config.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Which tickets of which Redmine.
 *
 * @param key the API key of a user whose role may make the transition
 * @param project identifier; empty for tickets of every project
 * @param ready name of the status of tickets that wait for the release: "Release Ready"
 * @param closed name of the status they get: "Closed"
 * @param timeout of each of connecting and reading
 */
public record RedmineSettings(
    URI url, Secret key, Optional<String> project, String ready, String closed, Duration timeout) {}
