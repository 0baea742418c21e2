package dev.slipway.driver.haproxy;

import java.nio.file.Path;
import java.util.List;

/**
 * @param name of the proxy, for messages
 * @param configuration the configuration file ({@code -f})
 * @param socket of the runtime API: {@code stats socket … level admin}
 * @param program {@code haproxy}, or its path
 * @param backends whose server may have to move; each is tested for it
 */
public record HaproxySettings(
    String name, Path configuration, Path socket, String program, List<String> backends) {}
