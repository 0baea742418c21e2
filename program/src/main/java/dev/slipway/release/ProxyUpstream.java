package dev.slipway.release;

import dev.slipway.service.Proxy;

/**
 * A proxy and the upstream block in it whose server line moves.
 *
 * @param url where that upstream is reached through the proxy: {@code http://host:port}
 */
public record ProxyUpstream(Proxy proxy, String upstream, String url) {}
