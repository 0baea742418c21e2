/**
 * nginx: one server line changed, tested, reloaded, and the old workers watched until they rest.
 */
package dev.slipway.driver.nginx;
