package dev.slipway.cli;

import dev.slipway.config.Estate;
import dev.slipway.service.Provider;
import dev.slipway.service.SiteRole;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code deploy} that say what is launched: the hand procedure's own. */
final class DeployOptions {
  @ArgGroup private Role role = new Role();

  @Option(
      names = {"-n", "--name"},
      paramLabel = "NAME",
      description = {
        "Of the site. Default: made from revision and role.",
        "Of data nodes: NAME1, NAME2, ...; NAME itself when it is one."
      })
  private Optional<String> name = Optional.empty();

  @Option(
      names = {"--elasticsearch", "--search"},
      paramLabel = "yes|no",
      defaultValue = "no",
      description = "yes: launch data nodes, and no master. Default: no")
  private Answer elasticsearch;

  @Mixin private ClusterOptions cluster;

  @Option(
      names = "--node-name",
      paramLabel = "NAME",
      description = "Launch one data node of this name.")
  private Optional<String> nodeName = Optional.empty();

  @Option(
      names = "--profile-name",
      paramLabel = "PROFILE",
      defaultValue = Estate.PRODUCTION,
      description = "Where its servers come from. Default: ${DEFAULT-VALUE}")
  private String profile;

  @Option(
      names = "--teardown",
      description = {
        "Take away instead what was launched: the site of --name with its data nodes,"
            + " or the data nodes of --cluster-name that no site has joined."
      })
  private boolean teardown;

  /** What is to be taken away; empty when something is to be launched. */
  Optional<Teardown> teardown(Provider provider) {
    return Optional.of(provider)
        .filter(any -> teardown)
        .map(any -> Teardown.of(any, name, cluster.name()));
  }

  enum Answer {
    YES,
    NO
  }

  /** What the site is for; a demo when nothing is said. */
  static final class Role {
    @Option(
        names = "--current",
        description = "Serves: the first site of an estate, which begins with an empty database.")
    private boolean current;

    @Option(
        names = "--candidate",
        description = "Follows production's database; a release may promote it.")
    private boolean candidate;

    @Option(
        names = "--test",
        description = "Restored and promoted, never archives; the test upstreams move to it.")
    private boolean test;

    Optional<SiteRole> given() {
      if (current) {
        return Optional.of(SiteRole.CURRENT);
      }
      return candidate
          ? Optional.of(SiteRole.CANDIDATE)
          : Optional.of(SiteRole.TEST).filter(named -> test);
    }
  }

  DeployFlags flags() {
    return new DeployFlags(
        role.given(),
        name,
        elasticsearch == Answer.YES,
        nodeName,
        cluster.name(),
        cluster.size(),
        profile);
  }
}
