/** Mail by SMTP. */
package dev.slipway.driver.mail;
