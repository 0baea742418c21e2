package dev.slipway.release;

import dev.slipway.service.SiteRecord;
import java.time.Instant;
import java.util.List;

/**
 * The ordered steps of a release, or of its way back, as data. It is what a dry run prints and what
 * the journal keeps: a resumed release follows the plan it was started with, whatever the world
 * looks like by then.
 *
 * @param made when it was planned; a backup older than this is not this release's backup
 * @param current the site that serves now
 * @param forecast of the hold
 */
public record Plan(
    ReleaseRequest request,
    Direction direction,
    Instant made,
    SiteRecord current,
    List<PlannedStep> steps,
    Forecast forecast) {

  /** Its name in the journal: {@code v42}, {@code v42-rollback}. */
  public String id() {
    return back() ? request.rollback() : request.version();
  }

  public boolean back() {
    return direction == Direction.BACK;
  }
}
