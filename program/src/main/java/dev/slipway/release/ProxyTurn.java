package dev.slipway.release;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
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
  private static final Duration HEALTH = Duration.ofSeconds(3);

  /**
   * Evidence when it sends there already: by its configuration and by its answer. A controller that
   * died between the two leaves a proxy that has not read its own file; that one is switched again.
   * One that died while clients were drained left them so: that ends here, whatever is seen.
   */
  public Optional<Evidence> observe() {
    target.proxy().settle();
    boolean written = target.proxy().current(target.upstream()).equals(to.application());
    return written && application.offers(Application.Feature.SITE_NAME)
        ? answered().map(this::evidence)
        : Optional.empty();
  }

  /**
   * Switches it, and proves that.
   *
   * @throws SlipwayException {@code APPLICATION_UNHEALTHY} with the proxy left as it was: clients
   *     are not sent to a site that would not answer them
   */
  public Evidence run(Progress progress) {
    requireHealthy();
    target.proxy().switchTo(target.upstream(), to.application());
    progress.say("proxy %s is switched, asking it".formatted(target.proxy().name()));
    return proved();
  }

  private void requireHealthy() {
    try {
      Await.of("health of " + to.name(), HEALTH).untilTrue(application::healthy);
    } catch (SlipwayException e) {
      throw e.code() == ErrorCode.DEADLINE_EXCEEDED ? unhealthy(e) : e;
    }
  }

  private SlipwayException unhealthy(SlipwayException cause) {
    return new SlipwayException(
        ErrorCode.APPLICATION_UNHEALTHY,
        "the application of %s at %s does not answer its health path; proxy %s is left as it was"
            .formatted(to.name(), to.application(), target.proxy().name()),
        "is it running? see `slipway site list` and its log",
        cause);
  }

  private Evidence proved() {
    if (!application.offers(Application.Feature.SITE_NAME)) {
      return evidence().and("proof", "the application does not say its site's name");
    }
    return evidence(
        Await.of("answer of %s through proxy %s".formatted(to.name(), target.proxy().name()), PROOF)
            .until(this::asked));
  }

  private Optional<String> asked() {
    return application.siteAnsweringAt(target.url()).filter(to.name()::equals);
  }

  /** A proxy that does not answer at all is not there yet either. */
  private Optional<String> answered() {
    try {
      return asked();
    } catch (SlipwayException e) {
      return Optional.empty();
    }
  }

  private Evidence evidence(String answered) {
    return evidence().and("answeredBy", answered);
  }

  private Evidence evidence() {
    return Evidence.of("proxy", target.proxy().name())
        .and("server", target.proxy().current(target.upstream()).toString());
  }
}
