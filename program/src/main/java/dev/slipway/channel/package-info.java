/**
 * Objects of another machine, called from here over one dialogue with a process there
 * (docs/decisions/0024). Knows no contract: what it carries is any interface of Slipway's own.
 */
package dev.slipway.channel;
