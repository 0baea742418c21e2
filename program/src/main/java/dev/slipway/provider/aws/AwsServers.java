package dev.slipway.provider.aws;

import dev.slipway.aws.AwsAccess;
import dev.slipway.aws.AwsErrors;
import dev.slipway.config.InstanceSettings;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.provider.aws.AwsServer.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * The instances of one estate, as their tags tell. Every launch looks before it asks: the client
 * token alone does not hold everywhere, and it does not say that a name is taken.
 */
public final class AwsServers implements AutoCloseable {
  private static final Duration ENDING = Duration.ofMinutes(10);

  /** How often a launch that got no answer is looked for and repeated. */
  private static final int UNANSWERED = 3;

  private final Ec2 ec2;
  private final String estate;
  private final InstanceSettings settings;
  private final Catalogue catalogue;
  private final Duration pause;

  /**
   * @param pause between two questions after the state of instances
   */
  public AwsServers(AwsAccess access, String estate, InstanceSettings settings, Duration pause) {
    this.ec2 = Ec2.open(access);
    this.estate = estate;
    this.settings = settings;
    this.catalogue = new Catalogue(ec2, settings);
    this.pause = pause;
  }

  /** The estate's own that are not ended. */
  List<AwsServer> live() {
    return ec2.instances("estate " + estate, Ec2.tagged(Tags.ESTATE, List.of(estate))).stream()
        .filter(AwsServer::live)
        .toList();
  }

  /**
   * Refuses what {@link #launch} would refuse, before anything is done.
   *
   * @throws SlipwayException {@code NAME_TAKEN}, {@code INSTANCE_REFUSED} for an unknown type or
   *     image
   */
  void check(List<ServerOrder> orders) {
    Found found = find(orders);
    orders.forEach(found::existing);
    catalogue.check();
  }

  /**
   * Launches those that are not there yet, beside each other, and returns when all run. One that an
   * earlier call launched is found by its name and release.
   *
   * @param before is told the names of those that are not there, before any is launched
   * @throws SlipwayException {@code NAME_TAKEN}, {@code INSTANCE_REFUSED}, {@code
   *     DEADLINE_EXCEEDED}, {@code CLOUD_FAILED} when one ends while it starts
   */
  List<AwsServer> launch(
      List<ServerOrder> orders,
      Consumer<List<String>> before,
      Duration deadline,
      Consumer<String> log) {
    Found found = find(orders);
    Map<String, String> ids = new ConcurrentHashMap<>();
    orders.forEach(
        order -> found.existing(order).ifPresent(server -> ids.put(order.name(), server.id())));
    List<ServerOrder> missing =
        orders.stream().filter(order -> !ids.containsKey(order.name())).toList();
    if (!missing.isEmpty()) {
      String rootDevice = catalogue.check();
      before.accept(missing.stream().map(ServerOrder::name).toList());
      Together.run(
          missing.stream()
              .<Runnable>map(order -> () -> ids.put(order.name(), launch(order, rootDevice, found)))
              .toList());
    }
    start(orders.stream().map(ServerOrder::name).toList(), found.stopped(ids.values()));
    orders.forEach(order -> log.accept(order.name() + ": instance " + ids.get(order.name())));
    return awaitRunning(ids.values(), deadline);
  }

  private void start(List<String> names, List<String> stopped) {
    if (!stopped.isEmpty()) {
      Ec2.calling(
          "StartInstances",
          String.join(", ", names),
          () -> ec2.client().startInstances(start -> start.instanceIds(stopped)));
    }
  }

  private String launch(ServerOrder order, String rootDevice, Found before) {
    Launch launch = new Launch(ec2, estate, settings, rootDevice, order);
    Found found = before;
    for (int i = 1; ; i++) {
      try {
        return launch.run(found.ended(order)).id();
      } catch (SlipwayException e) {
        if (i == UNANSWERED || !Launch.unanswered(e)) {
          throw e;
        }
      }
      found = find(List.of(order));
      Optional<AwsServer> launched = found.existing(order);
      if (launched.isPresent()) {
        return launched.get().id();
      }
    }
  }

  private Found find(List<ServerOrder> orders) {
    List<String> names = orders.stream().map(ServerOrder::name).toList();
    return new Found(estate, ec2.instances(String.join(", ", names), Ec2.tagged(Tags.NAME, names)));
  }

  /** In the order of their names. */
  private List<AwsServer> awaitRunning(Collection<String> ids, Duration deadline) {
    if (ids.isEmpty()) {
      return List.of();
    }
    List<AwsServer> servers =
        await(
            "running " + ids,
            deadline,
            () -> byId(ids),
            all ->
                all.size() == ids.size()
                    && all.stream().noneMatch(one -> one.state() == State.STARTING));
    servers.stream()
        .filter(server -> server.state() != State.RUNNING)
        .findFirst()
        .ifPresent(
            server -> {
              throw new SlipwayException(
                  ErrorCode.CLOUD_FAILED,
                  "instance %s of %s is %s while it should start: %s"
                      .formatted(server.id(), server.name(), server.state(), server.ended()),
                  "AWS's console says more; launch again when the reason is mended");
            });
    return servers;
  }

  private List<AwsServer> byId(Collection<String> ids) {
    return ec2.instances(String.join(", ", ids), Ec2.identified(ids));
  }

  private List<AwsServer> await(
      String what,
      Duration deadline,
      Supplier<List<AwsServer>> question,
      Predicate<List<AwsServer>> answered) {
    return Await.of(what, deadline)
        .every(pause)
        .endingOn(AwsErrors.LASTING)
        .until(() -> Optional.of(question.get()).filter(answered));
  }

  /** Puts a tag on the estate's own instances of that name. */
  void tag(String name, String key, String value) {
    List<String> ids = ids(List.of(name));
    Ec2.calling(
        "CreateTags",
        name,
        () ->
            ec2.client()
                .createTags(
                    put -> put.resources(ids).tags(Tag.builder().key(key).value(value).build())));
  }

  /** Returns when they are stopped; their disks stay. */
  void stop(List<String> names) {
    List<String> ids = ids(names);
    if (!ids.isEmpty()) {
      Ec2.calling(
          "StopInstances",
          String.join(", ", names),
          () -> ec2.client().stopInstances(stop -> stop.instanceIds(ids)));
      await(
          "stop of " + names,
          ENDING,
          () -> byId(ids),
          all -> all.stream().noneMatch(one -> one.state() == State.RUNNING));
    }
  }

  /** Starts those that are stopped, and returns when they run. */
  void start(List<String> names, Duration deadline) {
    List<String> stopped = new Found(estate, live()).stopped(ids(names));
    start(names, stopped);
    awaitRunning(stopped, deadline);
  }

  /**
   * What an instance printed on its console, as far as AWS has it: a minute late, the last 64 kB.
   */
  public List<String> console(AwsServer server) {
    String output =
        Ec2.calling(
            "GetConsoleOutput",
            server.name(),
            () -> ec2.client().getConsoleOutput(ask -> ask.instanceId(server.id())).output());
    return output == null
        ? List.of()
        : new String(Base64.getMimeDecoder().decode(output), StandardCharsets.UTF_8)
            .lines()
            .toList();
  }

  /** Terminates the estate's own of those names, and returns when their names are free. */
  void terminate(List<String> names) {
    List<String> ids = ids(names);
    if (!ids.isEmpty()) {
      Ec2.calling(
          "TerminateInstances",
          String.join(", ", names),
          () -> ec2.client().terminateInstances(end -> end.instanceIds(ids)));
      await(
          "end of " + names,
          ENDING,
          () -> byId(ids),
          all -> all.stream().noneMatch(AwsServer::live));
    }
  }

  private List<String> ids(List<String> names) {
    return named(names).stream().map(AwsServer::id).toList();
  }

  private List<AwsServer> named(List<String> names) {
    return live().stream().filter(server -> names.contains(server.name())).toList();
  }

  @Override
  public void close() {
    ec2.close();
  }
}
