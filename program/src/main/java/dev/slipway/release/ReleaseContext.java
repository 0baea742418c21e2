package dev.slipway.release;

import dev.slipway.config.Estate;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.release.Switchover.Approval;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.RestorePoint;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRequest;
import dev.slipway.service.SiteRole;
import java.time.Instant;
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
    return site(SiteRole.CANDIDATE);
  }

  /** The test site, once it was launched. */
  public SiteRecord testSite() {
    return site(SiteRole.TEST);
  }

  private SiteRecord site(SiteRole role) {
    String name = siteName(role);
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

  /** The name of the release's candidate, or of its test site. */
  public String siteName(SiteRole role) {
    return role == SiteRole.TEST ? plan.request().testName() : plan.request().candidate();
  }

  /** What the candidate, or the test site, is launched as, with its data nodes. */
  public SiteLaunch siteLaunch(SiteRole role, String commit) {
    ReleaseRequest request = plan.request();
    if (plan.restores()) {
      return DataNodes.launch(restoredRequest(), request.dataNodes());
    }
    boolean test = role == SiteRole.TEST;
    SiteRequest single =
        new SiteRequest(siteName(role), role, request.tag(), commit, Optional.of(current()));
    return DataNodes.launch(single, test ? request.testDataNodes() : request.dataNodes());
  }

  /**
   * The same at the commit that the release has tagged.
   *
   * @throws SlipwayException {@code REVISION_UNKNOWN} when the tag is gone
   */
  public SiteLaunch siteLaunch(SiteRole role) {
    return siteLaunch(role, taggedCommit().orElseThrow(this::untagged));
  }

  /** What is launched: the release's tag, or the former version; empty when there is no tag. */
  public Optional<String> taggedCommit() {
    return plan.restores()
        ? Optional.of(former().site().commit())
        : services.source().resolve(plan.request().tag());
  }

  private SlipwayException untagged() {
    return new SlipwayException(
        ErrorCode.REVISION_UNKNOWN,
        "the origin has no tag " + plan.request().tag(),
        "an earlier step of the release makes it; was it deleted since?");
  }

  /** What the release left behind that is taken back. */
  public Former former() {
    return plan.former().orElseThrow();
  }

  /** The former version, its database as it was at the restore point. */
  private SiteRequest restoredRequest() {
    SiteRecord site = former().site();
    return new SiteRequest(
            siteName(SiteRole.CANDIDATE),
            SiteRole.CANDIDATE,
            site.version(),
            site.commit(),
            Optional.of(current()))
        .until(former().point().orElseThrow());
  }

  /** The site against whose database the candidate's index is measured. */
  public SiteRecord indexSource() {
    return plan.restores() ? candidate() : current();
  }

  public Switchover databaseSwitchover() {
    return new Switchover(
        Switchover.Side.of(services, current()),
        Switchover.Side.of(services, candidate()),
        services.holdWatch(current(), candidate()),
        rules.switchover(),
        new ProxiesReady(
            services.proxies(), plan.back() ? readability()::require : Approval.ALWAYS));
  }

  /** Of the way back. */
  public Readability readability() {
    return new Readability(
        plan.request(),
        candidate(),
        services.application(candidate()),
        services.application(current()),
        this::insteadOfReading);
  }

  private String insteadOfReading() {
    return former()
        .point()
        .map(
            point ->
                "`slipway release rollback %s --to-restore-point` returns to %s%s"
                    .formatted(plan.request().version(), point.taken(), cost(point)))
        .orElse("nothing was changed; the release set no restore point to return to");
  }

  /** While it is fenced, the database cannot be asked. */
  private String cost(RestorePoint point) {
    return services.database(current()).status().role() == DatabaseRole.PRIMARY
        ? " and loses " + loss(point).describe()
        : " and loses what was written since";
  }

  /** What a return to the restore point would cost now. */
  public Loss loss() {
    return loss(former().point().orElseThrow());
  }

  private Loss loss(RestorePoint point) {
    return Loss.since(point, services.database(current()).snapshot(), Instant.now());
  }
}
