package dev.slipway;

import dev.slipway.config.Estate;
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
   * @throws SlipwayException {@code USAGE} when they are not
   */
  RemoteServers servers(String profile) {
    return switch (estate.profile(profile).provider()) {
      case SSH -> ssh(profile);
      case AWS, LOCAL ->
          throw new SlipwayException(
              ErrorCode.USAGE,
              "this version does not reach into the servers of profile " + profile,
              "deploy works with it; releases and the other verbs do not yet");
    };
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
