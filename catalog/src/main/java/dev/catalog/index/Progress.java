package dev.catalog.index;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;

/**
 * How far an index is, kept as a document in the index itself so that both live and die together.
 *
 * @param database the system identifier of the database that was indexed
 * @param done the snapshot of the last finished round, null before the first full one
 * @param round the snapshot with which the unfinished round began, null when there is none
 * @param after the last document that is surely indexed in the unfinished round, in uuid order
 * @param indexed documents of the unfinished round up to there
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Progress(String database, Snapshot done, Snapshot round, UUID after, long indexed) {

  static Progress none(String database) {
    return new Progress(database, null, null, null, 0);
  }

  boolean full() {
    return done == null;
  }

  boolean unfinished() {
    return round != null;
  }

  Progress begun(Snapshot snapshot) {
    return new Progress(database, done, snapshot, null, 0);
  }

  Progress reached(UUID last, long count) {
    return new Progress(database, done, round, last, count);
  }

  Progress finished() {
    return new Progress(database, round, null, null, 0);
  }

  /**
   * Whether the index holds a future that this database does not have: another database, or a
   * primary whose transactions end before those already indexed (restored to an earlier point). A
   * standby may be behind for a moment after a restart, while it replays what it had shown before.
   */
  boolean foreignTo(Observation seen) {
    return !database.equals(seen.database()) || (!seen.recovery() && aheadOf(seen));
  }

  boolean aheadOf(Observation seen) {
    return (done != null && done.xmin() > seen.snapshot().xmax())
        || (round != null && round.xmin() > seen.snapshot().xmax());
  }
}
