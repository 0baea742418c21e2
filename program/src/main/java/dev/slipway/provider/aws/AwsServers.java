package dev.slipway.provider.aws;

import dev.slipway.aws.AwsAccess;
import dev.slipway.config.InstanceSettings;
import dev.slipway.error.SlipwayException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ec2.model.Tag;

/** The instances of one estate, as their tags tell. */
public final class AwsServers implements AutoCloseable {
  private final Ec2 ec2;
  private final String estate;
  private final Launches launches;
  private final Instances instances;

  /**
   * @param pause between two questions after the state of instances
   */
  public AwsServers(AwsAccess access, String estate, InstanceSettings settings, Duration pause) {
    this.ec2 = Ec2.open(access);
    this.estate = estate;
    this.launches = new Launches(ec2, estate, settings);
    this.instances = new Instances(ec2, pause);
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
    launches.check(orders);
  }

  /**
   * Launches those that are not there yet, beside each other, and returns when all run. One that an
   * earlier call launched is found by its name and release, and started when it is stopped.
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
    Map<String, AwsServer> servers = launches.run(orders, before);
    instances.start(servers.values());
    orders.forEach(
        order -> log.accept(order.name() + ": instance " + servers.get(order.name()).id()));
    return instances.awaitRunning(servers.values(), deadline);
  }

  /** Puts a tag on the estate's own instances of that name. */
  void tag(String name, String key, String value) {
    List<String> ids = named(List.of(name)).stream().map(AwsServer::id).toList();
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
    instances.stop(named(names));
  }

  /** Starts those that are stopped, and returns when they run. */
  void start(List<String> names, Duration deadline) {
    instances.awaitRunning(instances.start(named(names)), deadline);
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
    instances.terminate(named(names));
  }

  private List<AwsServer> named(List<String> names) {
    return live().stream().filter(server -> names.contains(server.name())).toList();
  }

  @Override
  public void close() {
    ec2.close();
  }
}
