package dev.catalog.index;

/** A document that the search node refused, and its reason. */
public record Failure(String uuid, String reason) {}
