package dev.slipway.service;

/** What one server carries of its site. */
public enum ServerRole {
  /** Application, database, pooler, and the search node that clients ask. */
  MASTER,
  /** A node of the site's search cluster that holds data, and nothing else. */
  DATA;

  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
