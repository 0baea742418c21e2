package dev.slipway.release;

import static dev.slipway.release.PlannedStep.step;

import dev.slipway.service.Application.Feature;
import java.util.List;
import java.util.Optional;

/**
 * The steps that every plan has in the same words, whichever way the traffic goes.
 *
 * @param world in which the site that is left is current
 * @param to the site that is to serve
 */
record CommonSteps(World world, String to) {

  PlannedStep switchFileIndexerOff() {
    return step(
        "switch-file-indexer-off",
        "the file indexer of " + from() + " is switched off",
        List.of("R2"),
        world.lacks(Feature.FILE_INDEXER));
  }

  /** The keys of the site that is to serve: made, or found again, before any is switched over. */
  PlannedStep installKeys(String which) {
    return step(
        "install-keys",
        "%s for each of %s on %s".formatted(which, world.keyUsers(), to),
        List.of("R10", "R11"),
        world.lacksKeyUsers());
  }

  /**
   * @param skip why the application that is to serve has no search cluster
   */
  PlannedStep checkSearch(Optional<String> skip) {
    return step(
        "check-search",
        "the health of %s's search cluster, with reasons".formatted(to),
        List.of("R8"),
        skip);
  }

  /**
   * @param what is waited for
   * @param skip why the application that is to serve has no indexer
   */
  PlannedStep waitForIndex(String what, Optional<String> skip) {
    return step("wait-for-index", what, List.of("R13"), skip);
  }

  PlannedStep announceStart(String what) {
    return step("announce-start", "mail: " + what, List.of("R14"), world.lacksMail());
  }

  PlannedStep switchDatabase() {
    return step(
        "switch-database",
        "hold, fence %s, prove, promote %s, repoint, release".formatted(from(), to),
        List.of("R15", "R19"));
  }

  List<PlannedStep> switchProxies() {
    return world.proxies().stream().map(this::switchProxy).toList();
  }

  private PlannedStep switchProxy(String proxy) {
    return step(
        "switch-proxy:" + proxy,
        "proxy %s sends to %s, proved by request".formatted(proxy, to),
        List.of("R16"));
  }

  PlannedStep assignRoles() {
    return step("assign-roles", to + " is current, " + from() + " former", List.of());
  }

  PlannedStep activateKeys() {
    return step(
        "activate-keys",
        "the keys on %s active and proved, those on %s inactive and seen refused"
            .formatted(to, from()),
        List.of("R17"),
        world.lacksKeyUsers());
  }

  PlannedStep pushFirstBackup() {
    return step(
        "push-first-backup",
        "archiving on, first backup of %s's new timeline".formatted(to),
        List.of("R19"));
  }

  PlannedStep moveSchedule() {
    return step("move-schedule", "nightly backup on " + to + ", off on " + from(), List.of("R21"));
  }

  PlannedStep soak() {
    return step("soak", "health, index lag and errors watched for a while", List.of("R23"));
  }

  /**
   * @param skip why the application that is to serve has none
   */
  PlannedStep switchFileIndexerOn(Optional<String> skip) {
    return step(
        "switch-file-indexer-on",
        "the file indexer of " + to + " is switched on",
        List.of("R23"),
        skip);
  }

  PlannedStep announceEnd(String what) {
    return step("announce-end", "mail: " + what, List.of("R14"), world.lacksMail());
  }

  private String from() {
    return world.current().name();
  }
}
