package dev.slipway.service;

import java.util.List;

/** One line a collection, as {@code updated N of M (errors K)}. */
public record UpgradeResult(List<String> collections) {}
