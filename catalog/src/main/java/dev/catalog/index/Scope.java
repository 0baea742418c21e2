package dev.catalog.index;

/**
 * Which documents an index holds.
 *
 * @param alias the name under which the index is searched
 * @param type the only type it holds, null for every type
 */
public record Scope(String alias, String type) {
  /** Every document. */
  public static final Scope ALL = new Scope("catalog", null);

  /** The files, for the follow-up indexer. */
  public static final Scope FILES = new Scope("catalog-files", "file");
}
