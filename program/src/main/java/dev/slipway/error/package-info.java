/** The error catalogue and the one exception that carries an entry of it. */
package dev.slipway.error;
