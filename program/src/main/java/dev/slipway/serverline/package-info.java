/**
 * What the drivers of proxies share: the server lines of a configuration, and the change of one of
 * which every other byte is kept.
 */
package dev.slipway.serverline;
