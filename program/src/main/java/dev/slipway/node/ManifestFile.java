package dev.slipway.node;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** The manifest as a JSON file. */
public final class ManifestFile {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ManifestFile() {}

  /**
   * Reads and validates.
   *
   * @throws SlipwayException {@code MANIFEST_INVALID} with every problem at once, a line each,
   *     {@code path: what is wrong}
   */
  public static Manifest read(Path file) {
    try {
      return new ManifestReader(JSON.readTree(file.toFile())).manifest(file);
    } catch (IOException e) {
      throw new SlipwayException(
          ErrorCode.MANIFEST_INVALID,
          "%s is not a readable JSON file".formatted(file),
          "a manifest is written by the provider; launch the site again",
          e);
    }
  }

  /** Writes atomically: whoever reads sees the old file or the new one. */
  public static void write(Manifest manifest, Path file) {
    try {
      Files.createDirectories(file.getParent());
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.write(fresh, JSON.writeValueAsBytes(tree(manifest)));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new SlipwayException(
          ErrorCode.PERMISSION_DENIED, "cannot write " + file, "who owns its folder?", e);
    }
  }

  private static Map<String, Object> tree(Manifest manifest) {
    Map<String, Object> tree = new LinkedHashMap<>();
    var identity = manifest.identity();
    tree.put("server", identity.server());
    tree.put("site", identity.site());
    tree.put("role", identity.role().word());
    tree.put("version", identity.version());
    tree.put("commit", identity.commit());
    tree.put("host", host(manifest.host()));
    tree.put("network", network(manifest.network()));
    tree.put("database", database(manifest.database()));
    manifest.backup().ifPresent(backup -> tree.put("backup", backup(backup)));
    tree.put("search", search(manifest.search()));
    tree.put("application", source(manifest.source()));
    return tree;
  }

  private static Map<String, Object> host(Manifest.Host host) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("folder", host.folder().toString());
    tree.put("builds", host.builds().toString());
    tree.put("user", host.user());
    tree.put("javaHome", host.javaHome().toString());
    tree.put("postgresPrograms", host.postgresPrograms().toString());
    return tree;
  }

  private static Map<String, Object> network(Manifest.Network network) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("address", network.address());
    tree.put("postgres", network.postgres());
    tree.put("pooler", network.pooler());
    tree.put("search", network.search());
    tree.put("searchTransport", network.searchTransport());
    tree.put("application", network.application());
    return tree;
  }

  private static Map<String, Object> database(Manifest.DatabaseSpec database) {
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
    tree.put("poolSize", database.pooler().poolSize());
    tree.put("maxClients", database.pooler().maxClients());
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

  private static Map<String, Object> search(Manifest.SearchSpec search) {
    return Map.of(
        "cluster", search.cluster(),
        "heapMegabytes", search.heapMegabytes(),
        "seedHosts", search.seedHosts());
  }

  private static Map<String, Object> source(Manifest.SourceSpec source) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("repository", source.repository());
    tree.put("directory", source.directory());
    tree.put("descriptor", source.descriptor());
    return tree;
  }
}
