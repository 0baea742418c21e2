package dev.slipway.release;

import dev.slipway.config.Estate;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.release.step.ActivateKeys;
import dev.slipway.release.step.AnnounceEnd;
import dev.slipway.release.step.AnnounceStart;
import dev.slipway.release.step.ArchiveLogs;
import dev.slipway.release.step.ArchiveRestorePoint;
import dev.slipway.release.step.AssignRoles;
import dev.slipway.release.step.CheckEstate;
import dev.slipway.release.step.CheckRestorePoint;
import dev.slipway.release.step.CheckSearch;
import dev.slipway.release.step.CheckWayBack;
import dev.slipway.release.step.CloseTickets;
import dev.slipway.release.step.EnableKeys;
import dev.slipway.release.step.FollowNewDatabase;
import dev.slipway.release.step.InstallKeys;
import dev.slipway.release.step.LaunchCluster;
import dev.slipway.release.step.LaunchRestoredSite;
import dev.slipway.release.step.LaunchSite;
import dev.slipway.release.step.MoveSchedule;
import dev.slipway.release.step.ProveIndex;
import dev.slipway.release.step.PushBackup;
import dev.slipway.release.step.PushFirstBackup;
import dev.slipway.release.step.ReplaceDatabase;
import dev.slipway.release.step.SeedIndex;
import dev.slipway.release.step.SetReplicas;
import dev.slipway.release.step.SetRestorePoint;
import dev.slipway.release.step.Soak;
import dev.slipway.release.step.StopLeftSites;
import dev.slipway.release.step.SwitchDatabase;
import dev.slipway.release.step.SwitchFileIndexerOff;
import dev.slipway.release.step.SwitchFileIndexerOn;
import dev.slipway.release.step.SwitchProxy;
import dev.slipway.release.step.TagRelease;
import dev.slipway.release.step.UpgradeDocuments;
import dev.slipway.release.step.WaitForCalm;
import dev.slipway.release.step.WaitForIndex;
import dev.slipway.service.Mailer;
import dev.slipway.service.SiteRole;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import dev.slipway.workflow.Step;
import java.util.List;
import java.util.Optional;

/** Binds each line of a plan to the action that does it. */
final class Steps {
  private final ReleaseContext release;
  private final Estate estate;

  Steps(ReleaseContext release, Estate estate) {
    this.release = release;
    this.estate = estate;
  }

  List<Step> bind() {
    return release.plan().steps().stream().<Step>map(this::bind).toList();
  }

  private BoundStep bind(PlannedStep planned) {
    return new BoundStep(planned, planned.skip().isPresent() ? new Nothing() : action(planned));
  }

  private Action action(PlannedStep planned) {
    return switch (planned.action()) {
      case Planner.CHECK -> new CheckEstate(release, estate.application(), this::checkKeys);
      case RollbackPlanner.CHECK -> new CheckWayBack(release);
      case RestorePlanner.CHECK -> new CheckRestorePoint(release);
      case "switch-file-indexer-off" -> new SwitchFileIndexerOff(release);
      case "push-backup" -> new PushBackup(release);
      case "tag-release" ->
          new TagRelease(
              release, estate.application().branch(), estate.application().requiredBranches());
      case "launch-cluster" -> new LaunchCluster(release, SiteRole.CANDIDATE);
      case "launch-test-cluster" -> new LaunchCluster(release, SiteRole.TEST);
      case "launch-candidate" -> new LaunchSite(release, SiteRole.CANDIDATE);
      case "launch-test-site" -> new LaunchSite(release, SiteRole.TEST);
      case "archive-restore-point" -> new ArchiveRestorePoint(release);
      case "launch-restored-site" -> new LaunchRestoredSite(release);
      case "seed-index" -> new SeedIndex(release);
      case "install-keys" -> new InstallKeys(this::rotation);
      case "enable-keys" -> new EnableKeys(this::rotation);
      case "check-search" -> new CheckSearch(release);
      case "wait-for-index" ->
          new WaitForIndex(release, estate.production().search().replicasWhileIndexing());
      case "set-replicas" -> setReplicas(SiteRole.CANDIDATE);
      case "set-test-replicas" -> setReplicas(SiteRole.TEST);
      case "wait-for-calm" -> new WaitForCalm(release);
      case "announce-start" -> new AnnounceStart(release, mailer());
      case "switch-database" -> new SwitchDatabase(release);
      case "replace-database" -> new ReplaceDatabase(release);
      case "stop-left-sites" -> new StopLeftSites(release);
      case "follow-new-database" -> new FollowNewDatabase(release);
      case "prove-index" -> new ProveIndex(release);
      case RestorePoints.STEP -> new SetRestorePoint(release);
      case "switch-proxy" ->
          new SwitchProxy(
              release, named(planned, release.services().proxies()), release::candidate);
      case "switch-test-proxy" ->
          new SwitchProxy(
              release, named(planned, release.services().testProxies()), release::testSite);
      case "assign-roles" -> new AssignRoles(release);
      case "activate-keys" -> new ActivateKeys(this::rotation);
      case "upgrade-documents" -> new UpgradeDocuments(release);
      case "push-first-backup" -> new PushFirstBackup(release);
      case "archive-logs" -> new ArchiveLogs(release, this::formerLogs);
      case "move-schedule" -> new MoveSchedule(release);
      case "close-tickets" -> new CloseTickets(release, release.services().tickets().orElseThrow());
      case "soak" -> new Soak(release);
      case "switch-file-indexer-on" -> new SwitchFileIndexerOn(release, replicas());
      case "announce-end" -> new AnnounceEnd(release, mailer());
      default ->
          throw new SlipwayException(
              ErrorCode.JOURNAL_FAILED,
              "this version of Slipway has no step " + planned.name(),
              "finish the release with the version that began it");
    };
  }

  private SetReplicas setReplicas(SiteRole role) {
    return new SetReplicas(release, role, replicas());
  }

  private int replicas() {
    return estate.production().search().replicas();
  }

  private void checkKeys() {
    new KeyValidation(release.services(), estate.services()).checkAll(release.current());
    new KeyRoom(release.services(), estate.services()).requireForAll();
  }

  private SiteLogs formerLogs() {
    return new SiteLogs(release.services(), estate, release.current());
  }

  private KeyRotation rotation() {
    return new KeyRotation(
        release.services(), estate, release.candidate(), Optional.of(release.current()));
  }

  private Mailer mailer() {
    return release.services().mail().orElseThrow();
  }

  private static ProxyUpstream named(PlannedStep planned, List<ProxyUpstream> proxies) {
    String name = planned.subject();
    return proxies.stream()
        .filter(target -> target.proxy().name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new SlipwayException(
                    ErrorCode.RELEASE_STATE,
                    "the estate no longer names proxy " + name,
                    "put it back into the estate file until the release is finished"));
  }

  /** The action of a step that the plan skips. */
  private record Nothing() implements Action {
    @Override
    public Evidence apply(Progress progress) {
      return Evidence.none();
    }
  }
}
