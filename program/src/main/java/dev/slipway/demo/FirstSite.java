package dev.slipway.demo;

import dev.slipway.OpenEstate;
import dev.slipway.exec.Await;
import dev.slipway.exec.Command;
import dev.slipway.exec.LocalRunner;
import dev.slipway.node.ManifestFile;
import dev.slipway.node.ServerParts;
import dev.slipway.node.SiteFiles;
import dev.slipway.release.SiteLaunch;
import dev.slipway.service.Application;
import dev.slipway.service.ClusterRequest;
import dev.slipway.service.SearchCluster;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRequest;
import dev.slipway.service.SiteRole;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.util.Optional;

/** The site that serves when the demo's release begins. */
record FirstSite(
    OpenEstate estate, DemoApplication application, DemoClusters clusters, Progress progress) {
  private static final Duration LAUNCH = Duration.ofMinutes(10);
  private static final Duration FILL = Duration.ofMinutes(10);

  SiteRecord launch() {
    String tag = application.version() + ".0";
    String name = application.version() + "-b";
    progress.say("site %s: its servers, and the application built from %s".formatted(name, tag));
    String commit = estate.services().source().resolve(tag).orElseThrow();
    return launch(new SiteRequest(name, SiteRole.CURRENT, tag, commit, Optional.empty()))
        .run(estate.services().provider(), LAUNCH, line -> {});
  }

  private SiteLaunch launch(SiteRequest site) {
    return clusters
        .former()
        .map(size -> SiteLaunch.clustered(site, ClusterRequest.nameFor(site.name()), size))
        .orElseGet(() -> new SiteLaunch(site, Optional.empty()));
  }

  /** Has the application fill its database, and its index copied. */
  void fill(SiteRecord site) {
    if (!application.fill().isEmpty()) {
      progress.say("filling " + site.name());
      progress.say(new LocalRunner().check(inApplication(site)).lastLine());
    }
    if (site.cluster().isPresent()) {
      replicate(site);
    }
  }

  /** The application's program, in the environment that its server gives it. */
  private Command inApplication(SiteRecord site) {
    SiteFiles files = SiteFiles.of(estate.estate().state(), site.name());
    ServerParts parts = new ServerParts(ManifestFile.readMaster(files.manifest()));
    Command command = Command.of(application.fill()).in(files.app()).within(FILL);
    for (var variable : parts.environment(parts.application()).entrySet()) {
      command = command.with(variable.getKey(), variable.getValue());
    }
    return command;
  }

  /** As a release does it for the site that it goes to: after the first index. */
  private void replicate(SiteRecord site) {
    progress.say("waiting for the index of " + site.name());
    Application running = estate.services().application(site);
    Await.of("the index of " + site.name(), FILL)
        .untilTrue(() -> running.indexer().snapshot().isPresent() && running.indexer().waiting());
    SearchCluster search = estate.services().search(site);
    int set = search.setReplicas(clusters.replicas());
    progress.say("replicas in the cluster of %s: %d".formatted(site.name(), set));
  }
}
