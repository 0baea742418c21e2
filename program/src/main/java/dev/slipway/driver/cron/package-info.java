/** Recurring jobs in a file that cron reads. */
package dev.slipway.driver.cron;
