package dev.slipway.provider.aws;

import dev.slipway.aws.AwsErrors;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.AtomicFile;
import dev.slipway.exec.Await;
import dev.slipway.node.BootstrapResult;
import dev.slipway.node.ManifestFile;
import dev.slipway.node.ServerManifest;
import dev.slipway.provider.ServerPaths;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The server's own side of {@link StoreBootstrap}: it fetches what lies for it in the object store,
 * brings itself up, and says there how that goes. One that was up before comes up without the
 * store, too.
 */
public final class StoreNode {
  /** Between the start of an instance and its manifest others may be launched. */
  private static final Duration MANIFEST = Duration.ofHours(1);

  private final String server;
  private final ServerFiles files;
  private final Places places;
  private final Duration pause;

  /**
   * Where its files are on the server.
   *
   * @param fetched folder of what comes from the object store
   * @param hostKey the public one of its SSH server
   */
  public record Places(Path fetched, Path hostKey) {
    public static final Places OF_INSTANCE =
        new Places(ServerPaths.GIVEN, Path.of("/etc/ssh/ssh_host_ed25519_key.pub"));
  }

  /**
   * @param pause between two looks, and between two reports
   */
  public StoreNode(String server, ServerFiles files, Places places, Duration pause) {
    this.server = server;
    this.files = files;
    this.places = places;
    this.pause = pause;
  }

  /**
   * Returns its manifest when the server is up.
   *
   * @param up brings it up as its manifest says
   * @param notes is told what is the matter with the store
   * @throws SlipwayException what the bootstrap failed with; it is in the store, too
   */
  public ServerManifest run(Consumer<ServerManifest> up, Consumer<String> notes) {
    ServerManifest manifest;
    try {
      prepare(notes);
      manifest = ManifestFile.read(manifest());
      bringUp(manifest, up);
    } catch (SlipwayException e) {
      leave(new BootstrapResult(Optional.of(e)), notes);
      throw e;
    }
    leave(new BootstrapResult(Optional.empty()), notes);
    return manifest;
  }

  private void prepare(Consumer<String> notes) {
    boolean known = Files.exists(manifest());
    try {
      publishHostKey();
      fetch(known);
    } catch (SlipwayException e) {
      if (!known) {
        throw e;
      }
      notes.accept("coming up as before, without the object store: " + e.getMessage());
    }
  }

  /** Whoever logs in compares it: the store is a way that the server's host has no part in. */
  private void publishHostKey() {
    if (Files.exists(places.hostKey())) {
      try {
        files.put(server, ServerFiles.HOST_KEY, Files.readAllBytes(places.hostKey()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The secrets lie there before the manifest does, and are gone as soon as they are here. */
  private void fetch(boolean known) {
    if (!known) {
      Await.of("manifest of " + server + " in the object store", MANIFEST)
          .every(pause)
          .endingOn(AwsErrors.LASTING)
          .untilTrue(() -> files.find(server, ServerFiles.MANIFEST).isPresent());
    }
    for (String secret : files.secrets(server)) {
      files
          .secret(server, secret)
          .ifPresent(
              content -> write(places.fetched().resolve("secrets").resolve(secret), content));
      files.removeSecret(server, secret);
    }
    files.get(server, ServerFiles.MANIFEST).ifPresent(content -> write(manifest(), content));
  }

  private Path manifest() {
    return places.fetched().resolve(ServerFiles.MANIFEST);
  }

  private static void write(Path file, byte[] content) {
    try {
      Files.createDirectories(
          file.getParent(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create the folder of " + file, e);
    }
    AtomicFile.write(file, content, System.getProperty("user.name"));
  }

  private void bringUp(ServerManifest manifest, Consumer<ServerManifest> up) {
    try (BootstrapReport report = new BootstrapReport(files, manifest, pause)) {
      try {
        up.accept(manifest);
      } catch (SlipwayException e) {
        throw new SlipwayException(
            e.code(), e.getMessage() + report.reason(e.getMessage()), e.hint(), e);
      }
    }
  }

  private void leave(BootstrapResult result, Consumer<String> notes) {
    try {
      files.put(server, ServerFiles.RESULT, result.json());
    } catch (SlipwayException e) {
      notes.accept("nobody is told how it ended: " + e.getMessage());
    }
  }
}
