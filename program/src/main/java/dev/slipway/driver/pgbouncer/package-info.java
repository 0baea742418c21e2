/** PgBouncer: where writes wait, through its administrator's console and its configuration. */
package dev.slipway.driver.pgbouncer;
