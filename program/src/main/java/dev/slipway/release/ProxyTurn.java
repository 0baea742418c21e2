package dev.slipway.release;

import dev.slipway.exec.Await;
import dev.slipway.service.Application;
import dev.slipway.service.SiteRecord;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.util.Optional;

/** One proxy sends to a site, proved by a request through it. */
public record ProxyTurn(ProxyUpstream target, SiteRecord to, Application application) {
  private static final Duration PROOF = Duration.ofSeconds(20);

  /** Evidence when it sends there already. */
  public Optional<Evidence> observe() {
    boolean there = target.proxy().current(target.upstream()).equals(to.application());
    return there ? Optional.of(proved()) : Optional.empty();
  }

  public Evidence run(Progress progress) {
    target.proxy().switchTo(target.upstream(), to.application());
    progress.say("proxy %s is switched, asking it".formatted(target.proxy().name()));
    return proved();
  }

  private Evidence proved() {
    Evidence evidence =
        Evidence.of("proxy", target.proxy().name())
            .and("server", target.proxy().current(target.upstream()).toString());
    if (!application.offers(Application.Feature.SITE_NAME)) {
      return evidence.and("proof", "the application does not say its site's name");
    }
    String answered =
        Await.of("answer of %s through proxy %s".formatted(to.name(), target.proxy().name()), PROOF)
            .until(
                () -> application.siteAnsweringAt(target.proxy().url()).filter(to.name()::equals));
    return evidence.and("answeredBy", answered);
  }
}
