/** The team's tracker when it is a Redmine. */
package dev.slipway.driver.redmine;
