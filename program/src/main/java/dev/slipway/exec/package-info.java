/**
 * Programs as data, what runs them here, files that survive a crash, and waiting for conditions.
 */
package dev.slipway.exec;
