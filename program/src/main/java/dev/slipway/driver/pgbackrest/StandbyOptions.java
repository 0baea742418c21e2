package dev.slipway.driver.pgbackrest;

import java.util.Map;

/**
 * How a standby is restored.
 *
 * @param delta into a folder that holds an older copy, of which only the difference is fetched;
 *     otherwise the folder must be empty
 * @param recovery PostgreSQL's recovery settings to write into it, {@code primary_conninfo} for
 *     one; no passwords
 */
public record StandbyOptions(boolean delta, Map<String, String> recovery) {
  public StandbyOptions {
    recovery = Map.copyOf(recovery);
  }

  /** Into an empty folder, following nobody but the archive. */
  public static StandbyOptions fresh() {
    return new StandbyOptions(false, Map.of());
  }
}
