/** Slipway releases a stateful web application onto new machines without losing a write. */
package dev.slipway;
