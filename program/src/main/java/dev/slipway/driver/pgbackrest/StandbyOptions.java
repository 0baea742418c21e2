package dev.slipway.driver.pgbackrest;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How a standby is restored.
 *
 * @param delta into a folder that holds an older copy, of which only the difference is fetched;
 *     otherwise the folder must be empty
 * @param recovery PostgreSQL's recovery settings to write into it, {@code primary_conninfo} for
 *     one; no passwords
 * @param olderThan which backup: the newest one that was finished before; empty for the newest
 */
public record StandbyOptions(
    boolean delta, Map<String, String> recovery, Optional<Instant> olderThan) {
  public StandbyOptions {
    recovery = Map.copyOf(recovery);
  }

  /** Into an empty folder, following nobody but the archive. */
  public static StandbyOptions fresh() {
    return new StandbyOptions(false, Map.of(), Optional.empty());
  }

  /** The same from a backup that was finished before that time. */
  public static StandbyOptions olderThan(Instant time) {
    return new StandbyOptions(false, Map.of(), Optional.of(time));
  }
}
