package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.config.Profile;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.release.ClusterAdvice;
import dev.slipway.release.SiteLaunch;
import dev.slipway.service.ClusterRecord;
import dev.slipway.service.ClusterRequest;
import dev.slipway.service.Provider;
import dev.slipway.service.SiteRecord;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Launches a site, or the data nodes of one. */
@Command(
    name = "deploy",
    description = {
      "Launch a site: database restored from the newest backup, search node, pooler,",
      "and the application built from a tag, branch or commit of its origin. Or",
      "launch data nodes of a search cluster, beside each other.",
      "",
      "An estate begins with --current: a site whose database is empty and follows none.",
      "Every later one is launched by a release, or follows the current site.",
      "",
      "A clustered site is launched in this order: the data nodes, then the master,",
      "which joins them by the cluster's name and waits until all are there. With",
      "--cluster-size and without --elasticsearch, both are done in one call.%n"
    },
    footer = {
      "",
      "Example of the site that an estate begins with, a single server or clustered:",
      "  slipway deploy --current -b v41.0 -n v41-b",
      "  slipway deploy --current -b v41.0 -n v41-b --cluster-size 5",
      "",
      "Examples of a single server: a candidate, a test site, a throw-away copy:",
      "  slipway deploy --candidate --profile-name production -n v42-b -b v42.0",
      "  slipway deploy --test -n v42-test -b v42.0",
      "  slipway deploy -n try-it -b my-branch --dry-run",
      "",
      "On a server that exists already: the profile's first that is free, or db2:",
      "  slipway deploy --test --profile-name rack -n v42-test -b v42.0",
      "  slipway deploy --test --profile-name rack -n db2 -b v42.0",
      "",
      "Clustered, as the hand procedure does it:",
      "  slipway deploy -b v42.0 --elasticsearch yes --cluster-name v42-cluster \\",
      "      --cluster-size 5 --profile-name production --name v42-data",
      "  slipway deploy -b v42.0 -n v42-master --cluster-name v42-cluster \\",
      "      --profile-name production --candidate",
      "",
      "Clustered, in one call (v42-b, and v42-b-data1 to v42-b-data5):",
      "  slipway deploy -b v42.0 -n v42-b --candidate --cluster-size 5",
      "",
      "One more data node, or one in the place of one that was terminated:",
      "  slipway deploy -b v42.0 --elasticsearch yes --cluster-name v42-cluster \\",
      "      --node-name v42-data3",
      "",
      "Take a test site or a demo away again, with everything in it:",
      "  slipway deploy --teardown -n v42-test"
    })
final class Deploy extends Verb {
  private static final Duration LAUNCH = Duration.ofMinutes(30);

  @Mixin private DeployOptions options;

  @Option(
      names = {"-b", "--branch"},
      paramLabel = "REVISION",
      description = "Tag, branch or commit. Default: the estate's branch.")
  private Optional<String> revision = Optional.empty();

  @Option(
      names = "--instance-type",
      paramLabel = "TYPE",
      description = "What instances, instead of the profile's; of a profile of AWS.")
  private Optional<String> instanceType = Optional.empty();

  @Mixin private DryRun dryRun;
  @Mixin private Output output;

  Deploy(Tools tools) {
    super(tools);
  }

  @Override
  void run(OpenEstate estate) {
    DeployFlags flags = options.flags();
    flags.check();
    Provider provider = provider(estate, flags.profile());
    Optional<Teardown> teardown = options.teardown(provider);
    if (teardown.isPresent()) {
      end(teardown.get());
    } else {
      launch(estate, flags, provider);
    }
  }

  private void end(Teardown teardown) {
    if (dryRun.says(screen(), output, "take away " + teardown.words())) {
      return;
    }
    screen().progress().say("taking away " + teardown.words());
    teardown.action().run();
    output.print(screen(), teardown.names(), () -> "gone: " + String.join(", ", teardown.names()));
  }

  private void launch(OpenEstate estate, DeployFlags flags, Provider provider) {
    int replicas = estate.estate().profiles().get(flags.profile()).search().replicas();
    String wanted = revision.orElse(estate.estate().application().branch());
    String commit =
        estate.services().source().resolve(wanted).orElseThrow(() -> unknown(estate, wanted));
    if (flags.dataNodes()) {
      launchNodes(provider, flags.nodes(wanted, commit), replicas);
    } else {
      Optional<SiteRecord> follow = flags.first() ? Optional.empty() : Optional.of(current(estate));
      SiteLaunch launch = flags.site(flags.single(wanted, commit, follow));
      launch.nodes().ifPresent(nodes -> advise(advice(nodes, true, replicas)));
      launchSite(new SiteDeployment(estate.services(), provider, launch));
    }
  }

  private Provider provider(OpenEstate estate, String profile) {
    Profile found = estate.estate().profile(profile);
    if (found.provider() != Profile.Kind.AWS) {
      instanceType.ifPresent(
          type ->
              screen()
                  .note(
                      "--instance-type %s has no meaning in profile %s, whose servers are no instances"
                          .formatted(type, profile)));
    }
    return instanceType
        .map(type -> estate.services().provider(profile, type))
        .orElseGet(() -> estate.services().provider(profile));
  }

  private void launchNodes(Provider provider, ClusterRequest request, int replicas) {
    provider.checkCluster(request);
    Optional<ClusterRecord> known = provider.cluster(request.cluster());
    advise(
        advice(
            request.with(known.map(ClusterRecord::nodes).orElse(List.of())),
            known.flatMap(ClusterRecord::site).isPresent(),
            replicas));
    if (dryRun.says(screen(), output, "launch " + request.describe())) {
      return;
    }
    Progress progress = screen().progress();
    progress.say("launching " + request.describe());
    ClusterRecord launched = provider.launchCluster(request, LAUNCH, progress::say);
    output.print(screen(), launched, () -> DeployText.of(launched));
  }

  private static ClusterAdvice advice(ClusterRequest nodes, boolean master, int replicas) {
    return new ClusterAdvice(nodes.cluster(), nodes.nodes().size(), master, replicas);
  }

  private void advise(ClusterAdvice advice) {
    advice.lines().forEach(line -> screen().note("note: " + line));
  }

  private void launchSite(SiteDeployment deployment) {
    deployment.check();
    if (dryRun.says(screen(), output, "launch " + deployment.words())) {
      return;
    }
    Progress progress = screen().progress();
    progress.say("launching " + deployment.words());
    SiteRecord site = deployment.run(LAUNCH, progress);
    output.print(screen(), site, () -> DeployText.of(site));
    deployment.next().forEach(line -> screen().note("next: " + line));
  }

  private static SlipwayException unknown(OpenEstate estate, String revision) {
    return new SlipwayException(
        ErrorCode.REVISION_UNKNOWN,
        "%s has no tag, branch or commit %s"
            .formatted(estate.estate().application().repository(), revision),
        "was it pushed?");
  }
}
