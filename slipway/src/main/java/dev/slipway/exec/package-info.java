/** Programs as data, what runs them, and waiting for conditions. */
package dev.slipway.exec;
