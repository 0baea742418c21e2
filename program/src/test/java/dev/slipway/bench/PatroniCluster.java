package dev.slipway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.exec.Await;
import dev.slipway.exec.Command;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.Ownership;
import dev.slipway.service.Endpoint;
import dev.slipway.testing.Loopback;
import dev.slipway.testing.RealPostgres;
import dev.slipway.testing.TestState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Debian's Patroni with two servers and one etcd, on this machine. */
final class PatroniCluster {
  private static final Duration UP = Duration.ofSeconds(60);
  private static final Duration DOWN = Duration.ofSeconds(15);
  private static final Set<String> RUNS = Set.of("running", "streaming");

  private final Daemons daemons = new Daemons();
  private final TestState state;
  private final Endpoint etcd = Loopback.endpoint(Loopback.address(2379));
  private final List<PatroniNode> nodes;

  /** How often Patroni looks, and how long its leader's right lasts. */
  enum Pace {
    DEFAULT(10, 30, 10),
    TUNED(1, 20, 9);

    private final String json;

    Pace(int loopWait, int ttl, int retryTimeout) {
      json =
          "{\"loop_wait\":%d,\"ttl\":%d,\"retry_timeout\":%d}"
              .formatted(loopWait, ttl, retryTimeout);
    }
  }

  PatroniCluster(Started started) {
    state = started.with(new TestState());
    nodes = Stream.of("patroni-1", "patroni-2").map(name -> new PatroniNode(state, name)).toList();
    started.with(this::stop);
    startEtcd();
    nodes.forEach(node -> daemons.start(node.command(etcd), node.pidFile(), node.log()));
    Await.of("a cluster of Patroni", UP).untilTrue(this::complete);
    leader().server().execute(Rows.TABLE);
  }

  List<PatroniNode> nodes() {
    return nodes;
  }

  PatroniNode leader() {
    return nodes.stream().filter(PatroniNode::leads).findFirst().orElseThrow();
  }

  /** Returns when both nodes have had a turn since. */
  void set(Pace pace) {
    leader().api().patch("/config", pace.json);
    Instant asked = Instant.now();
    Await.of("both nodes reading their configuration", UP)
        .untilTrue(() -> nodes.stream().allMatch(node -> node.lastTurn().isAfter(asked)));
  }

  /** Asks for it as an operator would; returns when Patroni says that it is done. */
  void switchOver() {
    PatroniNode from = leader();
    PatroniNode to = nodes.stream().filter(node -> node != from).findFirst().orElseThrow();
    from.api()
        .post(
            "/switchover",
            "{\"leader\":\"%s\",\"candidate\":\"%s\"}".formatted(from.name(), to.name()));
  }

  /** Waits until the other node follows the leader on its timeline. */
  void awaitComplete() {
    Await.of("the former leader following", UP).untilTrue(this::complete);
  }

  /** A server that outlived its Patroni, too. */
  private void stop() {
    nodes.reversed().forEach(node -> daemons.stop(node.pidFile(), DOWN));
    nodes.forEach(node -> node.server().close());
    daemons.stop(file("etcd.pid"), DOWN);
  }

  private boolean complete() {
    JsonNode members = leader().api().read("/cluster").get("members");
    long timelines =
        members.valueStream().map(member -> member.path("timeline").asInt()).distinct().count();
    return members.size() == nodes.size()
        && timelines == 1
        && members.valueStream().allMatch(member -> RUNS.contains(member.get("state").asText()));
  }

  private void startEtcd() {
    Ownership.createFolder(file("etcd"), RealPostgres.OS_USER);
    String client = "http://" + etcd;
    String peer = "http://" + Loopback.endpoint(etcd.host());
    Command command =
        Command.of(
                "etcd",
                "--name=bench",
                "--data-dir=" + file("etcd").resolve("data"),
                "--listen-client-urls=" + client,
                "--advertise-client-urls=" + client,
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=bench=" + peer)
            .as(RealPostgres.OS_USER)
            .in(file("etcd"));
    daemons.start(command, file("etcd.pid"), file("etcd.log"));
  }

  private Path file(String name) {
    return state.folder().resolve(name);
  }
}
