/** A key ring in one JSON file: the users and keys of a local object store. */
package dev.slipway.driver.keyfile;
