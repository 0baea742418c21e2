package dev.slipway.service;

import java.time.Instant;

/** One key of a user, without its secret. */
public record AccessKey(String id, boolean active, Instant created) {}
