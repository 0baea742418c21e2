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
    return turn().observe();
  }

  @Override
  public Evidence apply(Progress progress) {
    return turn().run(progress);
  }

  private ProxyTurn turn() {
    SiteRecord to = site.get();
    return new ProxyTurn(target, to, release.services().application(to));
  }
}
