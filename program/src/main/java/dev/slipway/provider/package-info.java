/** What providers share whose servers are known by their manifests. */
package dev.slipway.provider;
