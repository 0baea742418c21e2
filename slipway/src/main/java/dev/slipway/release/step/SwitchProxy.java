package dev.slipway.release.step;

import dev.slipway.exec.Await;
import dev.slipway.release.Action;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.Application;
import dev.slipway.service.Proxy;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.util.Optional;

/** One proxy sends to the new site, proved by a request through it. */
public record SwitchProxy(ReleaseContext release, Proxy proxy, String upstream) implements Action {
  private static final Duration PROOF = Duration.ofSeconds(20);

  @Override
  public Optional<Evidence> observe() {
    boolean there = proxy.current(upstream).equals(release.candidate().application());
    return there ? Optional.of(proved()) : Optional.empty();
  }

  @Override
  public Evidence apply(Progress progress) {
    proxy.switchTo(upstream, release.candidate().application());
    progress.say("proxy %s is switched, asking it".formatted(proxy.name()));
    return proved();
  }

  private Evidence proved() {
    Application application = release.services().application(release.candidate());
    Evidence evidence = Evidence.of("server", proxy.current(upstream).toString());
    if (!application.offers(Application.Feature.SITE_NAME)) {
      return evidence.and("proof", "the application does not say its site's name");
    }
    String expected = release.candidate().name();
    String answered =
        Await.of("answer of %s through proxy %s".formatted(expected, proxy.name()), PROOF)
            .until(() -> application.siteAnsweringAt(proxy.url()).filter(expected::equals));
    return evidence.and("answeredBy", answered);
  }
}
