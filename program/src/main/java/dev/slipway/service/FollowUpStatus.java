package dev.slipway.service;

/** What the application's long-running follow-up indexer says of itself. */
public record FollowUpStatus(boolean on, String status, long remaining) {}
