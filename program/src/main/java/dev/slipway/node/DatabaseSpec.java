package dev.slipway.node;

import dev.slipway.service.Endpoint;
import dev.slipway.service.RestorePoint;
import java.time.Instant;
import java.util.Optional;

/**
 * The application's database.
 *
 * @param user owns the database; the application logs in with it
 * @param superuser Slipway's own
 * @param replicator with what standbys log in
 * @param source of which database it is a copy; empty for the estate's very first
 */
public record DatabaseSpec(
    String name,
    String user,
    String superuser,
    String replicator,
    PasswordFiles passwords,
    Optional<CopySource> source,
    PoolerSpec pooler) {

  /** The database that a standby streams from. */
  public Optional<Endpoint> upstream() {
    return source.map(CopySource::upstream);
  }

  /**
   * Where a copy comes from, by way of the backup.
   *
   * @param until the place in the log that it ends at; empty to follow
   */
  public record CopySource(Endpoint upstream, Optional<Place> until) {}

  /**
   * A named place in the log.
   *
   * @param taken when it was marked: a backup must be older
   */
  public record Place(String name, int timeline, Instant taken) {
    public static Place of(RestorePoint point) {
      return new Place(point.name(), point.timeline(), point.taken());
    }
  }

  /** Connections that the pooler keeps to the database, and clients that it takes. */
  public record PoolerSpec(int poolSize, int maxClients) {}
}
