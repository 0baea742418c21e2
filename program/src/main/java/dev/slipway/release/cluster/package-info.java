/** Care of a live search cluster: what is wrong with it, what is done about it, its nodes. */
package dev.slipway.release.cluster;
