package dev.slipway.release;

import dev.slipway.service.Endpoint;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The other site of a switchover, as the server of the first one can reach it.
 *
 * @param manifest of its master; empty when that is another machine
 */
public record OtherSite(String name, Endpoint database, Optional<Path> manifest) {}
