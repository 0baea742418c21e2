package dev.slipway.driver.nginx;

import dev.slipway.config.DrainSettings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * @param name of the proxy, for messages
 * @param url where clients reach it
 * @param configuration the main configuration file ({@code -c})
 * @param prefix what relative paths in it begin at ({@code -p})
 * @param program {@code nginx}, or its path
 * @param osUser whom its test runs as when Slipway is root, where nginx itself does not run as root
 * @param drain how clients are drained before a reload; empty for a plain reload
 */
public record NginxSettings(
    String name,
    String url,
    Path configuration,
    Path prefix,
    String program,
    Optional<String> osUser,
    Optional<DrainSettings> drain) {}
