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

  private String from() {
    return world.current().name();
  }
}
