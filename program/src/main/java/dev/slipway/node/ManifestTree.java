package dev.slipway.node;

import dev.slipway.service.Endpoint;
import java.util.LinkedHashMap;
import java.util.Map;

/** A manifest as the tree that is written as JSON. */
final class ManifestTree {
  private ManifestTree() {}

  static Map<String, Object> of(ServerManifest manifest) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("server", manifest.server());
    tree.put("serverRole", manifest.serverRole().word());
    tree.put("version", manifest.version());
    tree.put("commit", manifest.commit());
    tree.put("host", host(manifest.host()));
    tree.put("network", network(manifest.network()));
    tree.put("search", search(manifest.search()));
    if (manifest instanceof Manifest master) {
      addSite(tree, master);
    }
    return tree;
  }

  private static void addSite(Map<String, Object> tree, Manifest master) {
    tree.put("site", master.identity().site());
    tree.put("role", master.identity().role().word());
    tree.put("database", database(master.database()));
    master.backup().ifPresent(backup -> tree.put("backup", backup(backup)));
    tree.put("application", source(master.source()));
  }

  private static Map<String, Object> host(ServerManifest.Host host) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("folder", host.folder().toString());
    tree.put("builds", host.builds().toString());
    tree.put("user", host.user());
    tree.put("javaHome", host.javaHome().toString());
    tree.put("postgresPrograms", host.postgresPrograms().toString());
    return tree;
  }

  private static Map<String, Object> network(ServerManifest.Network network) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("address", network.address());
    tree.put("postgres", network.postgres());
    tree.put("pooler", network.pooler());
    tree.put("search", network.search());
    tree.put("searchTransport", network.searchTransport());
    tree.put("application", network.application());
    return tree;
  }

  private static Map<String, Object> database(DatabaseSpec database) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", database.name());
    tree.put("user", database.user());
    tree.put("superuser", database.superuser());
    tree.put("replicator", database.replicator());
    var passwords = database.passwords();
    Map<String, Object> files = new LinkedHashMap<>();
    files.put("user", passwords.user().toString());
    files.put("superuser", passwords.superuser().toString());
    files.put("replicator", passwords.replicator().toString());
    tree.put("passwordFiles", files);
    database.upstream().map(Endpoint::toString).ifPresent(text -> tree.put("upstream", text));
    database
        .source()
        .flatMap(DatabaseSpec.CopySource::until)
        .ifPresent(place -> tree.put("until", place(place)));
    tree.put("poolSize", database.pooler().poolSize());
    tree.put("maxClients", database.pooler().maxClients());
    return tree;
  }

  private static Map<String, Object> place(DatabaseSpec.Place place) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", place.name());
    tree.put("timeline", place.timeline());
    tree.put("taken", place.taken().toString());
    return tree;
  }

  private static Map<String, Object> backup(Manifest.BackupSpec backup) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("stanza", backup.stanza());
    tree.put("endpoint", backup.endpoint().toString());
    tree.put("bucket", backup.bucket());
    tree.put("region", backup.region());
    tree.put("caFile", backup.caFile().toString());
    tree.put("path", backup.path());
    tree.put("credentialsHome", backup.credentialsHome().toString());
    return tree;
  }

  private static Map<String, Object> search(ServerManifest.SearchSpec search) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("cluster", search.cluster());
    tree.put("heapMegabytes", search.heapMegabytes());
    tree.put("seeds", search.seeds().stream().map(Endpoint::toString).toList());
    tree.put("founders", search.founders());
    return tree;
  }

  private static Map<String, Object> source(Manifest.SourceSpec source) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("repository", source.repository());
    tree.put("directory", source.directory());
    tree.put("descriptor", source.descriptor());
    return tree;
  }
}
