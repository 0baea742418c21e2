/** The released application, asked over HTTP and through the programs that its descriptor names. */
package dev.slipway.driver.app;
