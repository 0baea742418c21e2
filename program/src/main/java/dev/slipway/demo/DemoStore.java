package dev.slipway.demo;

import dev.slipway.config.Secret;
import dev.slipway.driver.s3.S3ObjectStore;
import dev.slipway.driver.s3.S3Settings;
import dev.slipway.exec.Await;
import dev.slipway.exec.Command;
import dev.slipway.exec.Daemons;
import dev.slipway.node.JavaProgram;
import dev.slipway.provider.local.ObjectStoreMain;
import dev.slipway.service.CredentialsFile;
import dev.slipway.service.NewKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The object store of the demo, and the keys of its two users: one active each, one old inactive.
 */
final class DemoStore {
  static final long KEEP_FREE = 16 << 20;

  private static final Duration READY = Duration.ofSeconds(30);

  private final DemoLayout layout;
  private final Daemons daemons;
  private final Map<String, NewKey> activeKeys = new HashMap<>();

  DemoStore(DemoLayout layout, Daemons daemons) {
    this.layout = layout;
    this.daemons = daemons;
  }

  void start() {
    DemoFiles.writeSecret(layout.keys(), keys());
    DemoFiles.folder(layout.storeFolder().resolve("data"));
    serve(KEEP_FREE);
  }

  /**
   * Has it back with another limit.
   *
   * @param keepFree bytes of the disk that nothing may be stored on
   */
  void restart(long keepFree) {
    stop();
    serve(keepFree);
  }

  private void serve(long keepFree) {
    Path log = layout.storeFolder().resolve("object-store.out");
    DemoFiles.write(log, "");
    daemons.start(command(keepFree), pidFile(), log);
    Await.of("the object store", READY).untilTrue(this::ready);
  }

  /** Makes the buckets, which belong to whoever set the store up. */
  void createBuckets(String... buckets) {
    NewKey key = activeKeys.get(DemoLayout.BACKUP_USER);
    URI endpoint = URI.create("https://%s:%d".formatted(layout.store(), DemoLayout.STORE_PORT));
    S3Settings settings = new S3Settings(endpoint, "us-east-1", Optional.of(layout.ca()), key);
    try (S3ObjectStore objects = new S3ObjectStore(settings)) {
      List.of(buckets).forEach(objects::ensureBucket);
    }
  }

  /** Gives a user's active key to a server, as a team did by hand before it had Slipway. */
  void installKey(String user, CredentialsFile file, String profile) {
    file.install(profile, activeKeys.get(user));
  }

  void stop() {
    daemons.stop(pidFile(), READY);
  }

  private boolean ready() {
    try {
      return Files.exists(layout.ca())
          && Files.readString(layout.storeFolder().resolve("object-store.out")).contains("ready");
    } catch (IOException e) {
      throw DemoFiles.failed(layout.storeFolder(), e);
    }
  }

  private Command command(long keepFree) {
    List<String> arguments =
        List.of(
            "--address",
            layout.store(),
            "--port",
            String.valueOf(DemoLayout.STORE_PORT),
            "--data",
            layout.storeFolder().resolve("data").toString(),
            "--logs",
            layout.storeFolder().toString(),
            "--keys",
            layout.keys().toString(),
            "--ca-out",
            layout.ca().toString(),
            "--keep-free",
            String.valueOf(keepFree));
    return Command.of(
        JavaProgram.here(List.of("-Xmx192m"), ObjectStoreMain.class.getName()).with(arguments));
  }

  private Path pidFile() {
    return layout.storeFolder().resolve("object-store.pid");
  }

  private String keys() {
    return """
        {"users":[%s,%s]}
        """
        .formatted(user(DemoLayout.BACKUP_USER), user(DemoLayout.UPLOAD_USER));
  }

  private String user(String name) {
    NewKey active = newKey();
    activeKeys.put(name, active);
    return """
        {"name":"%s","keys":[%s,%s]}"""
        .formatted(
            name,
            key(active, true, "2026-05-01T07:00:00Z"),
            key(newKey(), false, "2026-02-01T07:00:00Z"));
  }

  private static NewKey newKey() {
    return new NewKey("SLIP" + RandomText.upper(16), new Secret(RandomText.mixed(40)));
  }

  private static String key(NewKey key, boolean active, String created) {
    return """
        {"id":"%s","secret":"%s","active":%b,"created":"%s"}"""
        .formatted(key.id(), key.secret().open(), active, created);
  }
}
