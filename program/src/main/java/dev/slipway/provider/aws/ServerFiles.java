package dev.slipway.provider.aws;

import dev.slipway.config.Secret;
import dev.slipway.node.BootstrapResult;
import dev.slipway.node.ManifestFile;
import dev.slipway.node.ProgramArchive;
import dev.slipway.node.ServerManifest;
import dev.slipway.service.ObjectStore;
import dev.slipway.service.ObjectStore.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What lies in the object store for servers, and what they left there. */
public record ServerFiles(ObjectStore store, Location location) {
  static final String MANIFEST = "manifest.json";

  /** What the bootstrap says, while it runs. */
  static final String LOG = "bootstrap.log";

  static final String RESULT = "bootstrap.json";

  /** What the first start printed, when it has ended. */
  static final String OUTPUT = "first-start.log";

  static final String HOST_KEY = "host-key.pub";

  private static final String SECRETS = "secrets/";

  /** A bucket, and a prefix in it without a slash at either end. */
  public record Location(String bucket, String prefix) {

    /** The key of Slipway's own archive. */
    String program(String sha256) {
      return "%s/program/%s.tar.gz".formatted(prefix, sha256);
    }

    /** The key of what lies there for a server, or of all of it for an empty name. */
    String of(String server, String name) {
      return "%s/servers/%s/%s".formatted(prefix, server, name);
    }
  }

  /** Something done with a file that is gone afterwards. */
  @FunctionalInterface
  private interface Use<T> {
    T of(Path file) throws IOException;
  }

  void put(ProgramArchive.Packed program) {
    store.upload(location.bucket(), location.program(program.sha256()), program.file());
  }

  void put(ServerManifest manifest) {
    withFile(
        file -> {
          ManifestFile.write(manifest, file);
          return store.upload(location.bucket(), key(manifest.server(), MANIFEST), file);
        });
  }

  void put(String server, String name, byte[] content) {
    withFile(
        file -> store.upload(location.bucket(), key(server, name), Files.write(file, content)));
  }

  void putSecret(String server, String name, Secret secret) {
    put(server, SECRETS + name, (secret.open() + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** The names of a server's secrets that lie there now. */
  List<String> secrets(String server) {
    String folder = key(server, SECRETS);
    return store.list(location.bucket(), folder).stream()
        .map(object -> object.key().substring(folder.length()))
        .toList();
  }

  Optional<byte[]> secret(String server, String name) {
    return get(server, SECRETS + name);
  }

  void removeSecret(String server, String name) {
    remove(server, SECRETS + name);
  }

  void remove(String server, String name) {
    store.delete(location.bucket(), key(server, name));
  }

  /** Whatever lies there for the server, and whatever it left. */
  void forget(String server) {
    store
        .list(location.bucket(), key(server, ""))
        .forEach(object -> store.delete(location.bucket(), object.key()));
  }

  /** The server's manifest; empty before it has one. */
  Optional<ServerManifest> manifest(String server) {
    return fetched(server, MANIFEST, ManifestFile::read);
  }

  /** How the server's bootstrap ended; empty as long as it has not. */
  Optional<BootstrapResult> result(String server) {
    return fetched(server, RESULT, BootstrapResult::read).flatMap(result -> result);
  }

  /** A line of it is {@code ssh-ed25519 AAAA… comment}; empty before the server has said it. */
  Optional<String> hostKey(String server) {
    return get(server, HOST_KEY).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  Optional<StoredObject> find(String server, String name) {
    return store.find(location.bucket(), key(server, name));
  }

  Optional<byte[]> get(String server, String name) {
    return fetched(server, name, Files::readAllBytes);
  }

  private <T> Optional<T> fetched(String server, String name, Use<T> use) {
    return find(server, name)
        .map(
            found ->
                withFile(
                    file -> {
                      store.download(location.bucket(), found.key(), file);
                      return use.of(file);
                    }));
  }

  private String key(String server, String name) {
    return location.of(server, name);
  }

  /** For its owner alone, as temporary files are. */
  private static <T> T withFile(Use<T> use) {
    try {
      Path folder = Files.createTempDirectory("slipway-server");
      Path file = folder.resolve("file");
      try {
        return use.of(file);
      } finally {
        Files.deleteIfExists(file);
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
