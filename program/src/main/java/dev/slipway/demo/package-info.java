/**
 * A whole estate on this machine, a release on it under load, and the report: what {@code slipway
 * demo} shows. It uses the product as its users do: an estate file and the verbs.
 */
package dev.slipway.demo;
