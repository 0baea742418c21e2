/** The AWS command line's credentials file of a user on a server. */
package dev.slipway.driver.credentials;
