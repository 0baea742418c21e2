package dev.slipway.bench;

import dev.slipway.exec.AtomicFile;
import dev.slipway.exec.Command;
import dev.slipway.exec.Ownership;
import dev.slipway.service.Endpoint;
import dev.slipway.testing.Loopback;
import dev.slipway.testing.RealPostgres;
import dev.slipway.testing.TestState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;

/** One server with its Patroni. */
final class PatroniNode {
  private final String name;
  private final Path folder;
  private final RealPostgres server;
  private final JsonApi api;

  PatroniNode(TestState state, String name) {
    String address = Loopback.address(5432, 8008);
    this.name = name;
    this.folder = state.folder().resolve(name);
    this.server = RealPostgres.of(state.folder(), name, new Endpoint(address, 5432));
    this.api = new JsonApi(new Endpoint(address, 8008));
  }

  String name() {
    return name;
  }

  RealPostgres server() {
    return server;
  }

  JsonApi api() {
    return api;
  }

  Path pidFile() {
    return folder.resolve("patroni.pid");
  }

  Path log() {
    return folder.resolve("patroni.log");
  }

  /** True for the one that holds the leader's key, by its own word. */
  boolean leads() {
    return api.status("/leader") == 200;
  }

  /** When it last looked into etcd. */
  Instant lastTurn() {
    return Instant.ofEpochSecond(api.read("/patroni").get("dcs_last_seen").asLong());
  }

  /** Writes its configuration. */
  Command command(Endpoint etcd) {
    Ownership.createFolder(folder, RealPostgres.OS_USER);
    Ownership.createFolder(server.server().folders().socket(), RealPostgres.OS_USER);
    Path file = folder.resolve("patroni.yml");
    AtomicFile.write(
        file, configuration(etcd).getBytes(StandardCharsets.UTF_8), RealPostgres.OS_USER);
    return Command.of("patroni", file.toString()).as(RealPostgres.OS_USER).in(folder);
  }

  /** As in Patroni's example file, but for addresses and passwords. */
  private String configuration(Endpoint etcd) {
    return """
    scope: bench
    name: %s
    restapi: {listen: '%s', connect_address: '%2$s'}
    etcd3: {host: '%s'}
    bootstrap:
      dcs:
        ttl: 30
        loop_wait: 10
        retry_timeout: 10
        maximum_lag_on_failover: 1048576
        postgresql: {use_pg_rewind: true, use_slots: true}
      initdb: [encoding: UTF8, locale: C.UTF-8, data-checksums]
      pg_hba:
        - local all all scram-sha-256
        - host all all 127.0.0.0/8 scram-sha-256
        - host replication all 127.0.0.0/8 scram-sha-256
    postgresql:
      listen: '%s'
      connect_address: '%4$s'
      data_dir: %s
      bin_dir: %s
      pgpass: %s
      authentication:
        superuser: {username: %s, password: '%s'}
        replication: {username: %s, password: '%s'}
      parameters: {unix_socket_directories: '%s'}
    """
        .formatted(
            name,
            api.endpoint(),
            etcd,
            server.endpoint(),
            server.server().folders().data(),
            server.server().folders().binaries(),
            folder.resolve("pgpass"),
            RealPostgres.SUPERUSER.user(),
            RealPostgres.SUPERUSER.password().open(),
            RealPostgres.REPLICATOR.user(),
            RealPostgres.REPLICATOR.password().open(),
            server.server().folders().socket());
  }
}
