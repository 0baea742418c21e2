package dev.slipway.provider.aws;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.net.URI;
import java.util.Optional;

/**
 * Where instances reach the object store.
 *
 * @param ca the certificates that sign its own, as PEM; empty for one that every machine trusts
 */
public record StoreAddress(URI endpoint, String region, Optional<String> ca) {

  /** Secrets of servers pass through it: in clear they never leave a machine. */
  public StoreAddress {
    String host = endpoint.getHost();
    boolean here = host.startsWith("127.") || host.equals("localhost");
    if (!endpoint.getScheme().equals("https") && !here) {
      throw new SlipwayException(
          ErrorCode.ESTATE_INVALID,
          "objectStore.endpoint %s is not encrypted, and passwords of servers pass through it"
              .formatted(endpoint),
          "name it with https");
    }
  }
}
