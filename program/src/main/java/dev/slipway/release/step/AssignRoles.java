package dev.slipway.release.step;

import dev.slipway.release.Action;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.SiteRole;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;

/** The provider's records say which site is current. */
public record AssignRoles(ReleaseContext release) implements Action {

  @Override
  public Evidence apply(Progress progress) {
    release.services().provider().assign(release.current().name(), SiteRole.FORMER);
    release.services().provider().assign(release.candidate().name(), SiteRole.CURRENT);
    return Evidence.of("current", release.candidate().name())
        .and("former", release.current().name());
  }
}
