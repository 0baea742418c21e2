package dev.slipway.demo;

import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.exec.Beside;
import dev.slipway.exec.Command;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.LocalRunner;
import dev.slipway.exec.Signal;
import dev.slipway.node.SiteFiles;
import dev.slipway.release.ReleaseRequest;
import dev.slipway.release.Services;
import dev.slipway.release.cluster.ClusterCare;
import dev.slipway.release.cluster.NodeNames;
import dev.slipway.service.ClusterHealth.Color;
import dev.slipway.service.SearchCluster;
import dev.slipway.service.SiteRecord;
import dev.slipway.workflow.Progress;
import dev.slipway.workflow.StepRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Kills the data nodes of the site that is released to with SIGKILL while its index is waited for,
 * one after the other, and has each replaced by the verb that an operator would use. None is killed
 * before the cluster is green again.
 */
final class RollingKill implements AutoCloseable {
  private static final String STEP = "wait-for-index";
  private static final Duration NOTICED = Duration.ofMinutes(1);
  private static final Duration REPLACED = Duration.ofMinutes(5);
  private static final Duration RELEASE = Duration.ofMinutes(30);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final DemoEstate estate;
  private final ReleaseRequest release;
  private final Progress progress;
  private Optional<Beside<List<NodeKill>>> work = Optional.empty();
  private volatile boolean ended;

  RollingKill(DemoEstate estate, ReleaseRequest release, Progress progress) {
    this.estate = estate;
    this.release = release;
    this.progress = line -> progress.say("rolling kill: " + line);
  }

  /** Waits for the release to come so far, and begins. */
  void begin() {
    work = Optional.of(Beside.begin("slipway-demo-kill", this::killAll));
  }

  /**
   * What was killed until the release was over; nothing when it was not begun.
   *
   * @throws SlipwayException why a node could not be replaced
   */
  List<NodeKill> end() {
    ended = true;
    return work.map(Beside::result).orElse(List.of());
  }

  private List<NodeKill> killAll() {
    List<NodeKill> kills = new ArrayList<>();
    Await.of("the step " + STEP, RELEASE).every(PAUSE).untilTrue(() -> ended || indexing());
    if (!ended) {
      SiteRecord site = services().provider().find(release.candidate()).orElseThrow();
      for (String node : site.cluster().orElseThrow().nodes()) {
        SearchCluster search = services().search(site);
        awaitCopies(search);
        if (indexing()) {
          kills.add(kill(site, search, node));
        } else {
          progress.say("the index is there; %s is left alone".formatted(node));
        }
      }
    }
    return List.copyOf(kills);
  }

  /** The last step of the journal is the one that runs. */
  private boolean indexing() {
    return estate.open().journal().find(release.version()).stream()
        .flatMap(record -> record.steps().reversed().stream().limit(1))
        .filter(step -> step.name().equals(STEP))
        .map(StepRecord::elapsed)
        .anyMatch(Duration::isZero);
  }

  private NodeKill kill(SiteRecord site, SearchCluster search, String node) {
    progress.say("SIGKILL for " + node);
    long killed = System.nanoTime();
    SiteFiles files = SiteFiles.of(estate.open().estate().state(), node);
    new Daemons().signal(files.searchProcess(), Signal.KILL);
    Await.of("the loss of " + node, NOTICED).untilTrue(() -> !search.status().has(node));
    Duration noticed = since(killed);
    String seen = care(site, search).diagnose().headline();
    progress.say(seen);
    replace(node);
    Duration whole = since(killed);
    progress.say("%s replaced, green after %d s".formatted(node, whole.toSeconds()));
    return new NodeKill(node, NodeNames.replacementOf(node), STEP, seen, noticed, whole);
  }

  /** The wait makes copies as soon as there is an index; before that there is nothing to lose. */
  private static void awaitCopies(SearchCluster search) {
    Await.of("copies of the index", NOTICED)
        .every(PAUSE)
        .untilTrue(
            () -> search.status().fewestReplicas() > 0 && search.health().color() == Color.GREEN);
  }

  private ClusterCare care(SiteRecord site, SearchCluster search) {
    return ClusterCare.of(site, search, estate.open().estate().rules().gates().tooFewNodes());
  }

  private void replace(String node) {
    List<String> verb =
        Demo.slipway(
            List.of("cluster", "replace", node, "--estate", estate.estateFile().toString()));
    new LocalRunner().check(Command.of(verb).within(REPLACED), progress::say);
  }

  private Services services() {
    return estate.open().services();
  }

  private static Duration since(long then) {
    return Duration.ofNanos(System.nanoTime() - then);
  }

  /** Lets go of what is under way. */
  @Override
  public void close() {
    ended = true;
    work.ifPresent(Beside::cancel);
  }
}
