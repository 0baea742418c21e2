package dev.slipway.release.step;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.release.ProxyUpstream;
import dev.slipway.release.Services;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.DatabaseStatus;
import dev.slipway.service.Endpoint;
import dev.slipway.service.SiteRecord;
import java.util.List;

/** What every way back asks before anything is changed. */
record WayBackChecks(Services services) {

  /** Only what is live is left. */
  void requireLive(SiteRecord live) {
    DatabaseStatus status = services.database(live).status();
    require(
        status.role() == DatabaseRole.PRIMARY,
        ErrorCode.RELEASE_STATE,
        "the database of %s is %s: it is not live".formatted(live.name(), status.role()),
        "only the newest release is rolled back; one that has not promoted its database is aborted");
  }

  /** Every proxy can be switched, and sends to one of these. */
  void requireProxies(SiteRecord... sites) {
    services.proxies().forEach(target -> checkProxy(target, List.of(sites)));
  }

  private static void checkProxy(ProxyUpstream target, List<SiteRecord> sites) {
    target.proxy().test();
    Endpoint server = target.proxy().current(target.upstream());
    require(
        sites.stream().map(SiteRecord::application).anyMatch(server::equals),
        ErrorCode.PROXY_UNPROVEN,
        "proxy %s sends to %s, to neither site".formatted(target.proxy().name(), server),
        "see `slipway proxy show`");
  }

  static void require(boolean holds, ErrorCode code, String message, String hint) {
    if (!holds) {
      throw new SlipwayException(code, message, hint);
    }
  }
}
