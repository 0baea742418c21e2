package dev.slipway.provider.aws;

import dev.slipway.aws.AwsErrors;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.provider.aws.AwsServer.State;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Instances that are there: asked to change their state, and watched until they have. When there
 * are none, nothing is asked.
 *
 * @param pause between two questions after their state
 */
record Instances(Ec2 ec2, Duration pause) {
  private static final Duration ENDING = Duration.ofMinutes(10);

  /**
   * Starts those that are stopped, and returns when AWS knows.
   *
   * @return those
   */
  List<AwsServer> start(Collection<AwsServer> servers) {
    List<AwsServer> stopped =
        servers.stream().filter(server -> server.state() == State.STOPPED).toList();
    if (!stopped.isEmpty()) {
      Ec2.calling(
          "StartInstances",
          String.join(", ", names(stopped)),
          () -> ec2.client().startInstances(start -> start.instanceIds(ids(stopped))));
    }
    return stopped;
  }

  /**
   * Returns them as they are when all run.
   *
   * @throws SlipwayException {@code DEADLINE_EXCEEDED}, {@code CLOUD_FAILED} when one ends while it
   *     starts
   */
  List<AwsServer> awaitRunning(Collection<AwsServer> servers, Duration deadline) {
    if (servers.isEmpty()) {
      return List.of();
    }
    List<AwsServer> now =
        await(
            "running " + ids(servers),
            servers,
            deadline,
            all -> all.size() == servers.size() && none(all, State.STARTING));
    now.stream()
        .filter(server -> server.state() != State.RUNNING)
        .findFirst()
        .ifPresent(Instances::refuse);
    return now;
  }

  private static void refuse(AwsServer server) {
    throw new SlipwayException(
        ErrorCode.CLOUD_FAILED,
        "instance %s of %s is %s while it should start: %s"
            .formatted(server.id(), server.name(), server.state(), server.ended()),
        "AWS's console says more; launch again when the reason is mended");
  }

  /** Returns when they are stopped; their disks stay. */
  void stop(List<AwsServer> servers) {
    if (!servers.isEmpty()) {
      Ec2.calling(
          "StopInstances",
          String.join(", ", names(servers)),
          () -> ec2.client().stopInstances(stop -> stop.instanceIds(ids(servers))));
      await("stop of " + names(servers), servers, ENDING, all -> none(all, State.RUNNING));
    }
  }

  /** Returns when their names are free. */
  void terminate(List<AwsServer> servers) {
    if (!servers.isEmpty()) {
      Ec2.calling(
          "TerminateInstances",
          String.join(", ", names(servers)),
          () -> ec2.client().terminateInstances(end -> end.instanceIds(ids(servers))));
      await(
          "end of " + names(servers),
          servers,
          ENDING,
          all -> all.stream().noneMatch(AwsServer::live));
    }
  }

  private List<AwsServer> await(
      String what,
      Collection<AwsServer> servers,
      Duration deadline,
      Predicate<List<AwsServer>> reached) {
    List<String> ids = ids(servers);
    return Await.of(what, deadline)
        .every(pause)
        .endingOn(AwsErrors.LASTING)
        .until(
            () ->
                Optional.of(ec2.instances(String.join(", ", ids), Ec2.identified(ids)))
                    .filter(reached));
  }

  private static boolean none(List<AwsServer> servers, State state) {
    return servers.stream().noneMatch(server -> server.state() == state);
  }

  private static List<String> names(Collection<AwsServer> servers) {
    return servers.stream().map(AwsServer::name).toList();
  }

  private static List<String> ids(Collection<AwsServer> servers) {
    return servers.stream().map(AwsServer::id).toList();
  }
}
