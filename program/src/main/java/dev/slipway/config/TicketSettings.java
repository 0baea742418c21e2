package dev.slipway.config;

import java.net.URI;

/**
 * The tracker whose tickets a release closes.
 *
 * @param project its identifier
 * @param from the status of tickets that wait for a release
 * @param to the status they get
 */
public record TicketSettings(
    Driver driver,
    URI url,
    SecretSource key,
    String project,
    @Default("Release Ready") String from,
    @Default("Closed") String to) {

  /** The technology. */
  public enum Driver {
    REDMINE
  }
}
