/**
 * {@code bench/switchover}: the switchover against its peers and against the limit of the machine.
 */
package dev.slipway.bench;
