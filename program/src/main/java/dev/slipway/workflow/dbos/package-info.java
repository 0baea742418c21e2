/**
 * Durable execution on DBOS Transact and PostgreSQL: an embedded server of the controller's own, or
 * one that the users run. One leader at a time by an advisory lock and an epoch; the tables in
 * schema {@code slipway} say what was begun before it is done, DBOS's own say which attempts are to
 * be recovered.
 */
package dev.slipway.workflow.dbos;
