/** The application's source through the {@code git} program. */
package dev.slipway.driver.git;
