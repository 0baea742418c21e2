/** Machines reached by SSH, as OpenSSH would reach them. */
package dev.slipway.driver.ssh;
