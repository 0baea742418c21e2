package dev.slipway.release.step;

import dev.slipway.release.Action;
import dev.slipway.release.ProxyTurn;
import dev.slipway.release.ProxyUpstream;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.SiteRecord;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One proxy sends to the new site, or its test upstream to the test site: see {@link ProxyTurn}.
 *
 * @param site where to, once it was launched
 */
public record SwitchProxy(ReleaseContext release, ProxyUpstream target, Supplier<SiteRecord> site)
    implements Action {

  @Override
  public Optional<Evidence> observe() {
    return turn(site.get()).observe();
  }

  @Override
  public Evidence apply(Progress progress) {
    return turn(site.get()).run(progress);
  }

  /** On the way back the traffic moves before the database: until that has moved, it can return. */
  @Override
  public void revert(Progress progress) {
    if (release.plan().back()) {
      turn(release.current()).run(progress);
    }
  }

  private ProxyTurn turn(SiteRecord to) {
    return new ProxyTurn(target, to, release.services().application(to));
  }
}
