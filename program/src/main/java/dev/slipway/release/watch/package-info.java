/** The dead man's release: what ends a hold when the controller cannot. */
package dev.slipway.release.watch;
