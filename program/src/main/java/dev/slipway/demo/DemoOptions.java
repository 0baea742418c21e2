package dev.slipway.demo;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What was asked of a demo.
 *
 * @param sources a folder with {@code pom.xml}, {@code catalog/} and {@code v41/}
 * @param state where the estate lies while it runs
 * @param dataNodes of the new site; empty for a single server
 * @param keep leave the estate running at the end
 */
public record DemoOptions(
    DemoEstate.Documents documents,
    Path sources,
    Path state,
    Path report,
    Optional<Integer> dataNodes,
    boolean keep) {}
