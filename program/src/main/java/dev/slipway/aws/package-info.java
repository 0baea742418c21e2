/** What all clients of AWS have in common: who asks, how they try again, what their errors mean. */
package dev.slipway.aws;
