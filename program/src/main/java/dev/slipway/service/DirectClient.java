package dev.slipway.service;

/** A session on the database server that did not come through the pooler. */
public record DirectClient(long pid, String user, String application, String address) {}
