package dev.slipway.provider.aws;

import dev.slipway.config.Secret;
import dev.slipway.node.BootstrapResult;
import dev.slipway.node.ManifestFile;
import dev.slipway.node.ServerManifest;
import dev.slipway.service.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What lies in the object store for servers, and what they left there. */
public record ServerFiles(ObjectStore store, Location location) {
  static final String MANIFEST = "manifest.json";
  static final String LOG = "bootstrap.log";
  static final String RESULT = "bootstrap.json";
  private static final String SECRETS = "secrets/";

  /** A bucket, and a prefix in it without a slash at either end. */
  public record Location(String bucket, String prefix) {

    /** The key of Slipway's own archive. */
    String program() {
      return prefix + "/slipway.tar.gz";
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

  void put(ServerManifest manifest) {
    withFile(
        file -> {
          ManifestFile.write(manifest, file);
          return store.upload(location.bucket(), key(manifest.server(), MANIFEST), file);
        });
  }

  void put(String server, String name, Secret secret) {
    withFile(
        file -> {
          Files.writeString(file, secret.open() + "\n");
          return store.upload(location.bucket(), key(server, SECRETS + name), file);
        });
  }

  void remove(String server, String secret) {
    store.delete(location.bucket(), key(server, SECRETS + secret));
  }

  /** How the server's bootstrap ended; empty as long as it has not. */
  Optional<BootstrapResult> result(String server) {
    return fetched(server, RESULT, BootstrapResult::read).flatMap(result -> result);
  }

  /** The lines of its log. */
  List<String> log(String server) {
    return fetched(server, LOG, Files::readAllLines).orElse(List.of());
  }

  private <T> Optional<T> fetched(String server, String name, Use<T> use) {
    String key = key(server, name);
    return store
        .find(location.bucket(), key)
        .map(
            found ->
                withFile(
                    file -> {
                      store.download(location.bucket(), key, file);
                      return use.of(file);
                    }));
  }

  private String key(String server, String name) {
    return location.of(server, name);
  }

  /** For its owner alone, as temporary files are. */
  private static <T> T withFile(Use<T> use) {
    try {
      Path file = Files.createTempFile("slipway-server", "");
      try {
        return use.of(file);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
