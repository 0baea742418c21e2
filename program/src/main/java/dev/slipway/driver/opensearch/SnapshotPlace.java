package dev.slipway.driver.opensearch;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where clusters keep snapshots, as the engine's own kinds of repositories.
 *
 * @param type of repository
 * @param settings of that type
 */
public record SnapshotPlace(String type, Map<String, String> settings) {
  public SnapshotPlace {
    settings = Map.copyOf(settings);
  }

  /** For settings that limit: the engine's own 40 MB a second are for disks of another time. */
  private static final String UNLIMITED = "0";

  /** A folder that every node of every cluster sees, and was started with in its path.repo. */
  public static SnapshotPlace folder(Path folder) {
    return new SnapshotPlace(
        "fs",
        Map.of(
            "location", folder.toAbsolutePath().toString(),
            "max_snapshot_bytes_per_sec", UNLIMITED,
            "max_restore_bytes_per_sec", UNLIMITED));
  }
}
