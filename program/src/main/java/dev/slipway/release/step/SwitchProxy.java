package dev.slipway.release.step;

import dev.slipway.release.Action;
import dev.slipway.release.ProxyTurn;
import dev.slipway.release.ProxyUpstream;
import dev.slipway.release.ReleaseContext;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.util.Optional;

/** One proxy sends to the new site: see {@link ProxyTurn}. */
public record SwitchProxy(ReleaseContext release, ProxyUpstream target) implements Action {

  @Override
  public Optional<Evidence> observe() {
    return turn().observe();
  }

  @Override
  public Evidence apply(Progress progress) {
    return turn().run(progress);
  }

  private ProxyTurn turn() {
    return new ProxyTurn(
        target, release.candidate(), release.services().application(release.candidate()));
  }
}
