package dev.slipway.release;

import dev.slipway.release.Switchover.Approval;
import java.util.List;

/**
 * The proxies can follow the database that is promoted: each would read its configuration now, as
 * it must after the point of no return. A release has asked that in the beginning; since then its
 * index was waited for, perhaps for hours.
 *
 * @param last what else is asked
 */
record ProxiesReady(List<ProxyUpstream> proxies, Approval last) implements Approval {
  @Override
  public void prepare() {
    proxies.forEach(target -> target.proxy().test());
    last.prepare();
  }

  @Override
  public void require() {
    last.require();
  }
}
