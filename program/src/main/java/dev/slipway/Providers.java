package dev.slipway;

import dev.slipway.config.Estate;
import dev.slipway.config.SshAccess;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.provider.aws.AwsProvider;
import dev.slipway.provider.local.LocalProvider;
import dev.slipway.provider.ssh.SshProvider;
import dev.slipway.service.ClusterRecord;
import dev.slipway.service.NewKey;
import dev.slipway.service.Provider;
import dev.slipway.service.RemoteServers;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SourceRepository;
import java.util.Optional;
import java.util.function.Function;

/** Where the servers of each profile of the estate come from. */
final class Providers implements AutoCloseable {
  private final Estate estate;
  private final ThisMachine machine;
  private final SourceRepository source;
  private final Function<SiteRecord, Optional<NewKey>> keys;
  private final Kept kept = new Kept();

  /**
   * @param keys with which the server of a site archives
   */
  Providers(
      Estate estate,
      ThisMachine machine,
      SourceRepository source,
      Function<SiteRecord, Optional<NewKey>> keys) {
    this.estate = estate;
    this.machine = machine;
    this.source = source;
    this.keys = keys;
  }

  /**
   * @param instanceType where machines have types, and it should be another one than the profile's
   */
  Provider of(String profile, Optional<String> instanceType) {
    return switch (estate.profile(profile).provider()) {
      case LOCAL -> local(profile);
      case AWS -> aws(profile, instanceType);
      case SSH -> ssh(profile);
    };
  }

  /** Production, when none of the profiles launched it. */
  String profileOf(ClusterRecord cluster) {
    return estate.profiles().keySet().stream()
        .filter(profile -> launched(profile, cluster))
        .findFirst()
        .orElse(Estate.PRODUCTION);
  }

  /** Profiles of this machine see all that runs here, and launch in a network of their own. */
  private boolean launched(String profile, ClusterRecord cluster) {
    return estate
        .profile(profile)
        .network()
        .map(network -> cluster.servers().stream().allMatch(on -> network.has(on.address())))
        .orElseGet(() -> of(profile, Optional.empty()).clusters().contains(cluster));
  }

  /**
   * The servers of a profile whose sites are on other machines.
   *
   * @throws SlipwayException {@code USAGE} when they are this machine, or nobody logs in to them
   */
  RemoteServers remote(String profile) {
    return switch (estate.profile(profile).provider()) {
      case SSH -> ssh(profile);
      case AWS -> kept.get(AwsRemoteServers.class, profile, () -> awsServers(profile));
      case LOCAL ->
          throw new SlipwayException(
              ErrorCode.USAGE,
              "the servers of profile %s are this machine".formatted(profile),
              "they need nobody to reach into them");
    };
  }

  private AwsRemoteServers awsServers(String profile) {
    return new AwsRemoteServers(instances(profile), logins(profile).user());
  }

  /**
   * The instances of a profile of AWS.
   *
   * @throws SlipwayException {@code USAGE} when the estate does not say how to log in to them
   */
  AwsMachines instances(String profile) {
    SshLogins logins = SshLogins.of(logins(profile));
    return new AwsMachines(aws(profile, Optional.empty()), logins);
  }

  private SshAccess logins(String profile) {
    return estate
        .profile(profile)
        .ssh()
        .orElseThrow(
            () ->
                new SlipwayException(
                    ErrorCode.USAGE,
                    "the servers of profile %s are instances that Slipway does not log in to"
                        .formatted(profile),
                    "say in the estate how: profiles.%s.ssh".formatted(profile)));
  }

  private AwsProvider aws(String profile, Optional<String> instanceType) {
    return kept.get(
        AwsProvider.class,
        profile + " " + instanceType.orElse(""),
        () ->
            new AwsWiring(estate, profile, source, machine.runner(), keys).provider(instanceType));
  }

  private SshProvider ssh(String profile) {
    return kept.get(
        SshProvider.class,
        profile,
        () -> new SshWiring(estate, profile, machine.runner()).provider());
  }

  /** Of a local profile. */
  LocalProvider local(String profile) {
    return kept.get(
        LocalProvider.class,
        profile,
        () -> new LocalWiring(estate, estate.profile(profile), machine).provider());
  }

  @Override
  public void close() {
    kept.close();
  }
}
