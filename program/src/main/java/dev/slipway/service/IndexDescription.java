package dev.slipway.service;

/**
 * What one version of the application says of its search index.
 *
 * @param name of the index
 * @param progress the id of the document in it that says how far it is
 * @param form what the application calls the form of the documents that it indexes: two versions
 *     with the same one put the same into an index of the same shape
 * @param definition settings, mappings and aliases that it makes the index with, as JSON
 */
public record IndexDescription(String name, String progress, String form, String definition) {}
