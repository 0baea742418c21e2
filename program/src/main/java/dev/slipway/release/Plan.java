package dev.slipway.release;

import dev.slipway.service.SiteRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The ordered steps of a release, or of its way back, as data. It is what a dry run prints and what
 * the journal keeps: a resumed release follows the plan it was started with, whatever the world
 * looks like by then.
 *
 * @param made when it was planned; a backup older than this is not this release's backup
 * @param current the site that serves now
 * @param forecast of the hold
 * @param former what the release left behind it; for the way back only
 */
public record Plan(
    ReleaseRequest request,
    Direction direction,
    Instant made,
    SiteRecord current,
    List<PlannedStep> steps,
    Forecast forecast,
    Optional<Former> former) {

  /** Its name in the journal: {@code v42}, {@code v42-rollback}. */
  public String id() {
    return back() ? request.rollback() : request.version();
  }

  /** To the former version, whether on its own site or on a restored one. */
  public boolean back() {
    return direction != Direction.FORWARD;
  }

  /** To the former version as of a restore point: what was written since is lost. */
  public boolean restores() {
    return direction == Direction.TO_RESTORE_POINT;
  }

  /** The same with other steps. */
  Plan with(List<PlannedStep> others) {
    return new Plan(request, direction, made, current, others, forecast, former);
  }
}
