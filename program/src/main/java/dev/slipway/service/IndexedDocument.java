package dev.slipway.service;

/**
 * A document as it is, or must be, in an index.
 *
 * @param version grows with every change of the document
 * @param source as JSON; its keys may come in any order
 */
public record IndexedDocument(String id, long version, String source) {}
