/** Servers as EC2 instances. Their tags are the only record of them. */
package dev.slipway.provider.aws;
