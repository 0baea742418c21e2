/** Servers as real processes on loopback addresses, and the programs that stand in for a cloud. */
package dev.slipway.provider.local;
