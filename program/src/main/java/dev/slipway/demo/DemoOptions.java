package dev.slipway.demo;

import java.nio.file.Path;

/**
 * What was asked of a demo.
 *
 * @param sources a folder with {@code pom.xml}, {@code catalog/} and {@code v41/}
 * @param state where the estate lies while it runs
 * @param keep leave the estate running at the end
 */
public record DemoOptions(
    DemoEstate.Documents documents,
    Path sources,
    Path state,
    Path report,
    DemoClusters clusters,
    boolean keep) {}
