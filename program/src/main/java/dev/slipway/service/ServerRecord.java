package dev.slipway.service;

/**
 * One server as its provider knows it.
 *
 * @param search where its search node answers HTTP
 */
public record ServerRecord(String name, ServerRole role, String address, Endpoint search) {}
