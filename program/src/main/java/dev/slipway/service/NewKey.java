package dev.slipway.service;

import dev.slipway.config.Secret;

/** A key at the only moment its secret is known. */
public record NewKey(String id, Secret secret) {}
