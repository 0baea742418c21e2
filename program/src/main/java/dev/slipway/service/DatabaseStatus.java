package dev.slipway.service;

import java.util.Optional;

/**
 * One observation of a database.
 *
 * @param systemIdentifier of the cluster's control file; equal on a primary and its standbys
 * @param timeline the current one; on a standby the one being replayed
 * @param position last written on a primary, last replayed on a standby, the shutdown checkpoint's
 *     when stopped; empty when unreachable
 * @param replayPaused true on a standby whose replay an operator paused
 * @param fenced the standby signal is in place: whatever starts this server next, it starts
 *     read-only
 */
public record DatabaseStatus(
    DatabaseRole role,
    String systemIdentifier,
    int timeline,
    Optional<Lsn> position,
    boolean replayPaused,
    boolean fenced) {}
