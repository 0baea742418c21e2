package dev.slipway;

import dev.slipway.config.Fingerprint;
import dev.slipway.config.SshAddress;
import dev.slipway.driver.ssh.SshNetwork;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.provider.aws.AwsProvider;
import dev.slipway.service.Machine;
import dev.slipway.service.Machines;
import dev.slipway.service.ServerRecord;
import java.util.List;
import java.util.Optional;

/**
 * The instances of a profile of AWS, as SSH reaches them. The host key of each is the one that it
 * published itself: none is believed because it was the first.
 */
final class AwsMachines implements Machines {
  private static final int PORT = 22;

  private final AwsProvider provider;
  private final SshLogins logins;
  private final SshNetwork network = new SshNetwork();
  private List<ServerRecord> known = List.of();

  /**
   * @param provider is not closed with this
   */
  AwsMachines(AwsProvider provider, SshLogins logins) {
    this.provider = provider;
    this.logins = logins;
  }

  @Override
  public synchronized List<String> names() {
    known = provider.servers();
    return known.stream().map(ServerRecord::name).toList();
  }

  @Override
  public String address(String name) {
    return server(name).address();
  }

  /** Another instance may have the name by now, at another address. */
  @Override
  public Machine open(String name) {
    names();
    SshAddress address = new SshAddress(server(name).address(), PORT);
    return network.machine(logins.to(name, address, Optional.of(hostKey(name))));
  }

  private Fingerprint hostKey(String name) {
    String line =
        provider
            .hostKey(name)
            .orElseThrow(
                () -> noKey(name + " has not published its host key in the object store", null));
    try {
      return Fingerprint.ofKey(line);
    } catch (IllegalArgumentException e) {
      throw noKey(
          "what %s published as its host key is none: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static SlipwayException noKey(String what, Exception cause) {
    return new SlipwayException(
        ErrorCode.HOST_KEY_UNKNOWN,
        what,
        "it publishes it at each of its starts: wait for it, or see its console",
        cause);
  }

  /** Those that were launched since the last look are looked for. */
  private synchronized ServerRecord server(String name) {
    return find(name)
        .or(
            () -> {
              names();
              return find(name);
            })
        .orElseThrow(() -> unknown(name));
  }

  private Optional<ServerRecord> find(String name) {
    return known.stream().filter(server -> server.name().equals(name)).findFirst();
  }

  @Override
  public void close() {
    network.close();
  }
}
