/** PostgreSQL: its server programs, its control file, and the database contract over JDBC. */
package dev.slipway.driver.postgres;
