/**
 * HAProxy: one server line changed and tested, and the running process told by its runtime API: no
 * reload.
 */
package dev.slipway.driver.haproxy;
