package dev.slipway.release;

import dev.slipway.service.Proxy;

/** A proxy and the upstream block in it whose server line moves. */
public record ProxyUpstream(Proxy proxy, String upstream) {}
