/**
 * The story of a release: what is planned, the steps, the switchover. Nothing here knows a
 * technology; the contracts of {@link dev.slipway.service} do the work.
 */
package dev.slipway.release;
