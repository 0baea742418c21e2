/** Access keys of IAM users. */
package dev.slipway.driver.iam;
