package dev.slipway.service;

/**
 * A site as its provider knows it.
 *
 * @param version the tag it was built from
 * @param commit the tag's commit
 * @param address of the master
 */
public record SiteRecord(
    String name,
    SiteRole role,
    String version,
    String commit,
    String address,
    Endpoint database,
    Endpoint pooler,
    Endpoint application,
    Endpoint search) {}
