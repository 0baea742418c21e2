package dev.slipway;

import dev.slipway.config.Estate;
import dev.slipway.config.SshAccess;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.provider.aws.AwsProvider;
import dev.slipway.provider.local.LocalProvider;
import dev.slipway.provider.ssh.SshProvider;
import dev.slipway.service.Provider;
import dev.slipway.service.RemoteServers;
import dev.slipway.service.SourceRepository;
import java.util.Optional;

/** Where the servers of each profile of the estate come from. */
final class Providers implements AutoCloseable {
  private final Estate estate;
  private final ThisMachine machine;
  private final SourceRepository source;
  private final Kept kept = new Kept();

  Providers(Estate estate, ThisMachine machine, SourceRepository source) {
    this.estate = estate;
    this.machine = machine;
    this.source = source;
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

  /**
   * How the servers of a profile are reached that are other machines.
   *
   * @throws SlipwayException {@code USAGE} when they are not, or when the estate does not say how
   */
  RemoteServers servers(String profile) {
    return switch (estate.profile(profile).provider()) {
      case SSH -> ssh(profile);
      case AWS -> new AwsRemoteServers(instances(profile), access(profile).user());
      case LOCAL ->
          throw new SlipwayException(
              ErrorCode.USAGE,
              "the servers of profile %s are this machine".formatted(profile),
              "they are worked on without a log-in");
    };
  }

  /**
   * The instances of a profile of AWS.
   *
   * @throws SlipwayException {@code USAGE} when the estate does not say how to log in to them
   */
  AwsMachines instances(String profile) {
    return new AwsMachines(aws(profile, Optional.empty()), SshLogins.of(access(profile)));
  }

  private SshAccess access(String profile) {
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

  private SshProvider ssh(String profile) {
    return kept.get(
        SshProvider.class,
        profile,
        () -> new SshWiring(estate, profile, machine.runner()).provider());
  }

  private AwsProvider aws(String profile, Optional<String> instanceType) {
    return kept.get(
        AwsProvider.class,
        profile + " " + instanceType.orElse(""),
        () -> new AwsWiring(estate, profile, source, machine.runner()).provider(instanceType));
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
