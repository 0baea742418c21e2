package dev.slipway.release.step;

import dev.slipway.exec.Await;
import dev.slipway.release.Action;
import dev.slipway.release.ProxyUpstream;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.Application;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.util.Optional;

/** One proxy sends to the new site, proved by a request through it. */
public record SwitchProxy(ReleaseContext release, ProxyUpstream target) implements Action {
  private static final Duration PROOF = Duration.ofSeconds(20);

  @Override
  public Optional<Evidence> observe() {
    boolean there =
        target.proxy().current(target.upstream()).equals(release.candidate().application());
    return there ? Optional.of(proved()) : Optional.empty();
  }

  @Override
  public Evidence apply(Progress progress) {
    target.proxy().switchTo(target.upstream(), release.candidate().application());
    progress.say("proxy %s is switched, asking it".formatted(target.proxy().name()));
    return proved();
  }

  private Evidence proved() {
    Application application = release.services().application(release.candidate());
    Evidence evidence = Evidence.of("server", target.proxy().current(target.upstream()).toString());
    if (!application.offers(Application.Feature.SITE_NAME)) {
      return evidence.and("proof", "the application does not say its site's name");
    }
    String expected = release.candidate().name();
    String answered =
        Await.of("answer of %s through proxy %s".formatted(expected, target.proxy().name()), PROOF)
            .until(
                () -> application.siteAnsweringAt(target.proxy().url()).filter(expected::equals));
    return evidence.and("answeredBy", answered);
  }
}
