/**
 * How one step is run and taken back: intent, look, act, outcome. The same for every durable
 * execution; what differs is where the log is kept.
 */
package dev.slipway.workflow.steps;
