/** Backups and archived log of a PostgreSQL lineage with pgBackRest 2.45, in an S3 repository. */
package dev.slipway.driver.pgbackrest;
