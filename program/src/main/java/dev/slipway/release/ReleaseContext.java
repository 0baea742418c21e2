package dev.slipway.release;

import dev.slipway.config.Estate;
import dev.slipway.config.QuietTime;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRequest;
import dev.slipway.service.SiteRole;
import java.util.Optional;

/**
 * What every step of one release shares: its plan, the estate's contracts, the rules of the estate.
 * On the way back the current site is the one that the release had brought up, and the candidate is
 * the former one.
 */
public record ReleaseContext(Plan plan, Services services, Estate.Rules rules) {

  public SiteRecord current() {
    return plan.current();
  }

  /** The candidate, once it was launched. */
  public SiteRecord candidate() {
    String name = plan.request().candidate();
    return services
        .provider()
        .find(name)
        .orElseThrow(
            () ->
                new SlipwayException(
                    ErrorCode.RELEASE_STATE,
                    "there is no site " + name,
                    "the release launches it in an earlier step; resume the release"));
  }

  /** What the candidate is launched as. */
  public SiteRequest candidateRequest(String commit) {
    return new SiteRequest(
        plan.request().candidate(),
        SiteRole.CANDIDATE,
        plan.request().tag(),
        commit,
        Optional.of(current()));
  }

  /** When it may switch; a way back waits for no time of the day. */
  public Optional<QuietTime> quietTime() {
    return plan.back() ? Optional.empty() : rules.gates().quietTime();
  }

  public Switchover databaseSwitchover() {
    return new Switchover(
        Switchover.Side.of(services, current()),
        Switchover.Side.of(services, candidate()),
        services.holdWatch(current(), candidate()),
        rules.switchover());
  }
}
