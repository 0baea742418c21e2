package dev.slipway.release;

import java.util.List;

/**
 * What the estate says about releases.
 *
 * @param branch whose newest commit is tagged
 * @param requiredBranches that must be merged into it
 */
public record ReleaseSettings(
    String branch,
    List<String> requiredBranches,
    GateSettings gates,
    SwitchoverSettings switchover) {}
