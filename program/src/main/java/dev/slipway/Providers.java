package dev.slipway;

import dev.slipway.config.Estate;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.provider.aws.AwsProvider;
import dev.slipway.provider.local.LocalProvider;
import dev.slipway.service.Provider;
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
      case SSH ->
          throw new SlipwayException(
              ErrorCode.USAGE,
              "profile %s has servers that exist already; no site is launched on them yet"
                  .formatted(profile),
              "`slipway server` works on them");
    };
  }

  private AwsProvider aws(String profile, Optional<String> instanceType) {
    return kept.get(
        AwsProvider.class,
        profile + " " + instanceType.orElse(""),
        () -> new AwsWiring(estate, profile, source).provider(instanceType));
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
