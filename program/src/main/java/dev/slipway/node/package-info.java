/**
 * How one server brings itself up: its manifest, its files, the ordered steps of {@code slipway
 * node up}. The same on every provider.
 */
package dev.slipway.node;
