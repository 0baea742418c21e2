/** This machine, under the contract of any other. */
package dev.slipway.driver.local;
