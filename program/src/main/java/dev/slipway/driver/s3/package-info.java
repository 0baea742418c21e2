/** An object store that speaks S3, through the AWS SDK. */
package dev.slipway.driver.s3;
