/** The command line: one class a verb, which parses, calls and prints. It decides nothing. */
package dev.slipway.cli;
