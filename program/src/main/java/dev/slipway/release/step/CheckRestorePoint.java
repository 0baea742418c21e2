package dev.slipway.release.step;

import static dev.slipway.release.step.WayBackChecks.require;

import dev.slipway.error.ErrorCode;
import dev.slipway.release.Action;
import dev.slipway.release.Loss;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.Backup;
import dev.slipway.service.RestorePoint;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRole;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;

/** Everything that would keep the return to a restore point from its end, and what it costs. */
public record CheckRestorePoint(ReleaseContext release) implements Action {

  @Override
  public Evidence apply(Progress progress) {
    SiteRecord live = release.current();
    RestorePoint point = release.former().point().orElseThrow();
    WayBackChecks checks = new WayBackChecks(release.services());
    checks.requireLive(live);
    checks.requireProxies(live, release.former().site());
    requireBackup(live, point);
    release.siteLaunch(SiteRole.CANDIDATE).check(release.services().provider());
    Loss loss = release.loss();
    progress.say("%s would be lost by now".formatted(loss.describe()));
    return Evidence.of("point", point.name())
        .and("taken", point.taken().toString())
        .and("lostTransactions", loss.transactions())
        .and("lostSeconds", loss.time().toSeconds());
  }

  private void requireBackup(SiteRecord live, RestorePoint point) {
    require(
        release.services().backups(live).list().stream()
            .map(Backup::finished)
            .anyMatch(point.taken()::isAfter),
        ErrorCode.BACKUP_MISSING,
        "no backup was finished before %s".formatted(point.taken()),
        "see `slipway backup list`: the repository keeps the newest ones only");
  }
}
