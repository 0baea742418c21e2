package dev.slipway.service;

/**
 * @param paused clients of the pool wait
 * @param target the server that the pool sends to
 * @param activeClients clients in a transaction or statement
 * @param waitingClients clients that wait for a server connection
 */
public record PoolerStatus(
    boolean paused, Endpoint target, int activeClients, int waitingClients) {}
