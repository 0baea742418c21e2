/** What tests with real servers share: addresses, folders, servers started and stopped. */
package dev.slipway.testing;
