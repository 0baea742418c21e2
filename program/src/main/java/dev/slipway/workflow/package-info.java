/**
 * The port to durable execution: steps that look before they act, a journal of what they did, one
 * leader at a time. The release is written against these types; DBOS is behind them.
 */
package dev.slipway.workflow;
