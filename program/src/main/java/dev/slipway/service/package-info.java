/**
 * Contracts by role. A driver implements one with one technology; the release and the verbs know
 * only these. Every call may throw {@link dev.slipway.error.SlipwayException}; nothing else is
 * thrown on purpose.
 */
package dev.slipway.service;
