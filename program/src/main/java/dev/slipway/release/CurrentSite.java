package dev.slipway.release;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.Endpoint;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRole;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which site is current: the one that the first proxy sends to, for that is what clients see. Only
 * an estate without proxies relies on its provider's records.
 */
public final class CurrentSite {
  private final Services services;

  public CurrentSite(Services services) {
    this.services = services;
  }

  /**
   * @throws SlipwayException {@code RELEASE_STATE} when no site is current
   */
  public SiteRecord find() {
    List<SiteRecord> sites = services.provider().sites();
    if (sites.isEmpty()) {
      throw new SlipwayException(
          ErrorCode.RELEASE_STATE,
          "the estate has no site yet",
          "launch the one that it begins with: slipway deploy --current -b REVISION");
    }
    return sites.stream()
        .filter(serving())
        .findFirst()
        .orElseThrow(
            () ->
                new SlipwayException(
                    ErrorCode.RELEASE_STATE,
                    "none of the sites %s is current"
                        .formatted(sites.stream().map(SiteRecord::name).toList()),
                    "see `slipway proxy show`: the first proxy's upstream must name a site's application"));
  }

  private Predicate<SiteRecord> serving() {
    if (services.proxies().isEmpty()) {
      return site -> site.role() == SiteRole.CURRENT;
    }
    ProxyUpstream first = services.proxies().getFirst();
    Endpoint server = first.proxy().current(first.upstream());
    return site -> site.application().equals(server);
  }
}
