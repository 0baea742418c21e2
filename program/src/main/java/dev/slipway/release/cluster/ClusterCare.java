package dev.slipway.release.cluster;

import dev.slipway.config.Gates.TooFewNodes;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.service.ClusterRecord;
import dev.slipway.service.SearchCluster;
import dev.slipway.service.SiteRecord;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at a search cluster, says what is the matter, and does what is safe.
 *
 * @param name of its site, or its own
 * @param launched names of the data nodes that there should be; none for a single server
 * @param rule what the estate says of fewer data nodes than copies
 */
public record ClusterCare(
    String name, List<String> launched, SearchCluster search, TooFewNodes rule) {
  /** Of the copies that are named one by one. */
  public static final int MOST = 20;

  private static final Duration PAUSE = Duration.ofMillis(200);

  /** How the cluster was when it was first seen, and in the end. */
  public record Course(Diagnosis before, Diagnosis after) {}

  /** Of a site's cluster, or of its one search node. */
  public static ClusterCare of(SiteRecord site, SearchCluster search, TooFewNodes rule) {
    List<String> launched = site.cluster().map(ClusterRecord::nodes).orElse(List.of());
    return new ClusterCare(site.name(), launched, search, rule);
  }

  public Diagnosis diagnose() {
    return Diagnosis.of(name, search.health(), search.status(), launched, rule);
  }

  /**
   * Does all that is safe, then waits until the cluster passes or nothing more can be done.
   *
   * @throws SlipwayException as {@link #awaitPassing}
   */
  public Course heal(Duration deadline, Progress progress) {
    Diagnosis before = diagnose();
    before.remedies().forEach(remedy -> apply(remedy, progress));
    return new Course(before, awaitPassing(deadline, progress).after());
  }

  /**
   * The gate of a release: does what is safe and what the estate allows, and waits.
   *
   * @throws SlipwayException {@code SEARCH_UNHEALTHY} with the first reason when the deadline
   *     passes or waiting is in vain, {@code SEARCH_UNREACHABLE} when nobody answers then
   */
  public Course awaitPassing(Duration deadline, Progress progress) {
    Progress changes = new Changes(progress);
    List<Diagnosis> seen = new ArrayList<>();
    Set<Remedy> done = new HashSet<>();
    try {
      Diagnosis last =
          Await.of("search cluster of " + name, deadline)
              .every(PAUSE)
              .until(() -> look(seen, done, changes));
      return new Course(seen.getFirst(), requirePassing(last));
    } catch (SlipwayException e) {
      throw e.code() == ErrorCode.DEADLINE_EXCEEDED ? unhealthy(diagnose()) : e;
    }
  }

  /** Empty while it is worth waiting. */
  private Optional<Diagnosis> look(List<Diagnosis> seen, Set<Remedy> done, Progress progress) {
    Diagnosis now = diagnose();
    if (seen.isEmpty()) {
      seen.add(now);
      now.findings().stream().limit(MOST).forEach(finding -> progress.say(finding.words()));
    }
    progress.say(now.headline());
    now.remediesAtTheGate().stream().filter(done::add).forEach(remedy -> apply(remedy, progress));
    return Optional.of(now).filter(last -> last.passes() || last.hopeless());
  }

  private void apply(Remedy remedy, Progress progress) {
    progress.say(remedy.words());
    switch (remedy) {
      case Remedy.Retry _ -> search.retryFailed();
      case Remedy.LowerReplicas lower -> search.setReplicas(lower.replicas());
      case Remedy.Wait _, Remedy.Nothing _ -> {}
    }
  }

  /**
   * @throws SlipwayException {@code SEARCH_UNHEALTHY} unless it passes
   */
  public static Diagnosis requirePassing(Diagnosis diagnosis) {
    if (!diagnosis.passes()) {
      throw unhealthy(diagnosis);
    }
    return diagnosis;
  }

  private static SlipwayException unhealthy(Diagnosis diagnosis) {
    String why =
        diagnosis.findings().stream().findFirst().map(finding -> "; " + finding.words()).orElse("");
    return new SlipwayException(
        ErrorCode.SEARCH_UNHEALTHY,
        "search cluster of %s is %s%s".formatted(diagnosis.site(), diagnosis.headline(), why),
        "`slipway cluster health %s` says what can be done".formatted(diagnosis.site()));
  }
}
