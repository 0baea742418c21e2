/** A search cluster of OpenSearch nodes. */
package dev.slipway.driver.opensearch;
