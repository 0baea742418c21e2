/** Sites on servers that exist already, one server of a site on each. */
package dev.slipway.provider.ssh;
