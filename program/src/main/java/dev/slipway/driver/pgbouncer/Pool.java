package dev.slipway.driver.pgbouncer;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.Endpoint;
import dev.slipway.service.PoolerStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a PgBouncer's console says about one pool; each answer is asked for anew. */
record Pool(PgbouncerSettings settings, AdminConsole console) {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  PoolerStatus status() {
    List<Map<String, String>> pools = pools();
    return new PoolerStatus(paused(), target(), sum(pools, "sv_active"), sum(pools, "cl_waiting"));
  }

  boolean paused() {
    return paused(database());
  }

  Endpoint target() {
    return target(database());
  }

  /** How many connections it keeps open though nobody uses them. */
  int kept() {
    return number(database(), "min_pool_size");
  }

  /** Nobody waits, or the pool has a session with its server at last. */
  boolean served() {
    List<Map<String, String>> pools = pools();
    return sum(pools, "cl_waiting") == 0
        || sum(pools, "sv_active") + sum(pools, "sv_idle") + sum(pools, "sv_used") > 0;
  }

  /** The server processes whose transactions hold a pause up. */
  String blockers() {
    return servers().stream()
        .filter(row -> row.get("state").equals("active"))
        .map(
            row ->
                "server process %s since %s"
                    .formatted(row.get("remote_pid"), row.get("request_time")))
        .collect(Collectors.joining(", "));
  }

  /** The pooler's own ends of its connections to the server. */
  Set<Endpoint> ownEnds() {
    return ownEnds(servers());
  }

  /** One that is being opened has no end yet: its address is nothing, its port 0. */
  static Set<Endpoint> ownEnds(List<Map<String, String>> servers) {
    return servers.stream()
        .filter(row -> number(row, "local_port") > 0)
        .map(row -> new Endpoint(row.get("local_addr"), number(row, "local_port")))
        .collect(Collectors.toSet());
  }

  private Map<String, String> database() {
    return rows("SHOW DATABASES", "name").stream()
        .findFirst()
        .orElseThrow(
            () ->
                new SlipwayException(
                    ErrorCode.POOLER_FAILED,
                    "pool %s of %s is not there".formatted(settings.pool(), settings.name()),
                    settings.advice()));
  }

  private List<Map<String, String>> pools() {
    return rows("SHOW POOLS", "database");
  }

  private List<Map<String, String>> servers() {
    return rows("SHOW SERVERS", "database");
  }

  private List<Map<String, String>> rows(String command, String column) {
    return console.ask(command, TIMEOUT).stream()
        .filter(row -> settings.pool().equals(row.get(column)))
        .toList();
  }

  private static boolean paused(Map<String, String> database) {
    return database.get("paused").equals("1");
  }

  private static Endpoint target(Map<String, String> database) {
    return new Endpoint(database.get("host"), number(database, "port"));
  }

  private static int sum(List<Map<String, String>> rows, String column) {
    return rows.stream().mapToInt(row -> number(row, column)).sum();
  }

  private static int number(Map<String, String> row, String column) {
    return Integer.parseInt(row.getOrDefault(column, "0"));
  }
}
