package dev.slipway.config;

/**
 * The application's database and the accounts on its servers.
 *
 * @param name of the database
 * @param user the application's own, owner of the database
 * @param admin a superuser, for Slipway
 * @param replication may only replicate
 */
public record DatabaseSettings(
    String name, String user, SecretSource password, Account admin, Account replication) {

  /** One account on the database servers. */
  public record Account(String user, SecretSource password) {}
}
