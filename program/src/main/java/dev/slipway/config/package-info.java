/** The estate file as records, every problem of it reported at once. */
package dev.slipway.config;
