package dev.slipway.service;

/**
 * Stored documents that a version of the application cannot read.
 *
 * @param version of the type's schema that they were written for
 * @param documents how many
 */
public record UnreadableDocuments(String type, int version, long documents) {}
