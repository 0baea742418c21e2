package dev.slipway.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.Endpoint;
import dev.slipway.service.ServerRole;
import dev.slipway.service.SiteRole;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads a manifest out of JSON and notes every problem with its path. A wrong value is replaced by
 * one that reads on; the manifest is handed out only when there was no problem.
 */
final class ManifestReader {
  private static final String NAME = "[a-z_][a-z0-9_]{0,62}";

  private final Fields top;

  ManifestReader(JsonNode root) {
    top = new Fields(root);
  }

  /**
   * @param where it was found, for the message
   * @throws SlipwayException {@code MANIFEST_INVALID}
   */
  ServerManifest manifest(String where) {
    ServerManifest manifest = serverRole() == ServerRole.DATA ? data() : master();
    if (!top.problems().isEmpty()) {
      throw new SlipwayException(
          ErrorCode.MANIFEST_INVALID,
          where + " has problems:\n  " + String.join("\n  ", top.problems()),
          "a manifest is written by the provider; correct the estate and launch again");
    }
    return manifest;
  }

  private ServerRole serverRole() {
    String word = top.text("serverRole");
    if (word.equals(ServerRole.DATA.word())) {
      return ServerRole.DATA;
    }
    if (!word.equals(ServerRole.MASTER.word())) {
      top.problem("serverRole", "'%s' is none of master, data".formatted(word));
    }
    return ServerRole.MASTER;
  }

  private DataManifest data() {
    return new DataManifest(
        hostName("server"), top.text("version"), commit(), host(), network(), search());
  }

  private Manifest master() {
    var manifest =
        new Manifest(identity(), host(), network(), database(), backup(), search(), source());
    checkTogether(manifest);
    return manifest;
  }

  private Manifest.Identity identity() {
    return new Manifest.Identity(
        hostName("server"), hostName("site"), role(), top.text("version"), commit());
  }

  private String commit() {
    return top.matching("commit", "[0-9a-f]{40}", "a full commit of 40 hexadecimal digits");
  }

  private String hostName(String field) {
    String name = top.text(field);
    if (!name.isEmpty() && !HostName.legal(name)) {
      top.problem(field, "'%s' is not a host name (RFC 1123)".formatted(name));
    }
    return name;
  }

  private SiteRole role() {
    String word = top.text("role");
    return Arrays.stream(SiteRole.values())
        .filter(role -> role.word().equals(word))
        .findFirst()
        .orElseGet(
            () -> {
              top.problem("role", "'%s' is none of %s".formatted(word, roles()));
              return SiteRole.CURRENT;
            });
  }

  private static String roles() {
    return Arrays.stream(SiteRole.values()).map(SiteRole::word).collect(Collectors.joining(", "));
  }

  private ServerManifest.Host host() {
    var host = top.in("host");
    return new ServerManifest.Host(
        host.absolute("folder"),
        host.absolute("builds"),
        host.text("user"),
        host.absolute("javaHome"),
        host.absolute("postgresPrograms"));
  }

  private ServerManifest.Network network() {
    var network = top.in("network");
    return new ServerManifest.Network(
        network.text("address"),
        network.number("postgres", 1, 65_535),
        network.number("pooler", 1, 65_535),
        network.number("search", 1, 65_535),
        network.number("searchTransport", 1, 65_535),
        network.number("application", 1, 65_535));
  }

  private DatabaseSpec database() {
    var database = top.in("database");
    return new DatabaseSpec(
        name(database, "name"),
        name(database, "user"),
        name(database, "superuser"),
        name(database, "replicator"),
        passwords(database.in("passwordFiles")),
        database.has("upstream") ? Optional.of(source(database)) : Optional.empty(),
        new DatabaseSpec.PoolerSpec(
            database.number("poolSize", 1, 1_000), database.number("maxClients", 1, 100_000)));
  }

  private static DatabaseSpec.CopySource source(Fields database) {
    return new DatabaseSpec.CopySource(
        database.endpoint("upstream"),
        database.has("until") ? Optional.of(place(database.in("until"))) : Optional.empty());
  }

  private static DatabaseSpec.Place place(Fields until) {
    return new DatabaseSpec.Place(
        until.matching("name", "[A-Za-z0-9_.-]{1,63}", "the name of a restore point"),
        until.number("timeline", 1, Integer.MAX_VALUE),
        until.instant("taken"));
  }

  private static String name(Fields fields, String field) {
    return fields.matching(field, NAME, "a name of lower-case letters, digits and underscores");
  }

  private static PasswordFiles passwords(Fields files) {
    return new PasswordFiles(
        files.absolute("user"), files.absolute("superuser"), files.absolute("replicator"));
  }

  private Optional<Manifest.BackupSpec> backup() {
    if (!top.has("backup")) {
      return Optional.empty();
    }
    var backup = top.in("backup");
    return Optional.of(
        new Manifest.BackupSpec(
            backup.matching("stanza", "[A-Za-z0-9_-]+", "letters, digits, hyphens, underscores"),
            backup.endpoint("endpoint"),
            backup.text("bucket"),
            backup.text("region"),
            backup.absolute("caFile"),
            backup.matching("path", "/[^\\s]*", "a path with a leading slash"),
            backup.absolute("credentialsHome")));
  }

  private ServerManifest.SearchSpec search() {
    var search = top.in("search");
    return new ServerManifest.SearchSpec(
        search.text("cluster"),
        search.number("heapMegabytes", 64, 65_536),
        search.endpoints("seeds"),
        search.texts("founders"));
  }

  private Manifest.SourceSpec source() {
    var source = top.in("application");
    return new Manifest.SourceSpec(
        source.text("repository"), source.maybeEmpty("directory"), source.text("descriptor"));
  }

  private void checkTogether(Manifest manifest) {
    List<Integer> ports = manifest.network().ports();
    if (new HashSet<>(ports).size() < ports.size()) {
      top.problem("network", "two servers would share a port");
    }
    SiteRole role = manifest.identity().role();
    Optional<Endpoint> upstream = manifest.database().upstream();
    if (restored(role) && manifest.backup().isEmpty()) {
      top.problem("backup", "a %s is restored from a backup".formatted(role.word()));
    }
    if (role == SiteRole.CANDIDATE && upstream.isEmpty()) {
      top.problem("database/upstream", "a candidate follows production's database");
    }
  }

  private static boolean restored(SiteRole role) {
    return switch (role) {
      case CANDIDATE, TEST, DEMO -> true;
      case CURRENT, FORMER -> false;
    };
  }
}
