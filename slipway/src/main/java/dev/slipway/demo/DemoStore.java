package dev.slipway.demo;

import dev.slipway.exec.Await;
import dev.slipway.exec.Command;
import dev.slipway.exec.Daemons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The object store of the demo, and the keys of its two users: one active each, one old inactive.
 */
final class DemoStore {
  private static final Duration READY = Duration.ofSeconds(30);

  private final DemoLayout layout;
  private final Daemons daemons;

  DemoStore(DemoLayout layout, Daemons daemons) {
    this.layout = layout;
    this.daemons = daemons;
  }

  void start() {
    DemoFiles.writeSecret(layout.keys(), keys());
    DemoFiles.folder(layout.storeFolder().resolve("data"));
    Path log = layout.storeFolder().resolve("object-store.out");
    daemons.start(command(), pidFile(), log);
    Await.of("the object store", READY).untilTrue(this::ready);
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

  private Command command() {
    return Command.of(
        JavaProgram.java(),
        "-Xmx192m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        "dev.slipway.provider.local.ObjectStoreMain",
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
        layout.ca().toString());
  }

  private Path pidFile() {
    return layout.storeFolder().resolve("object-store.pid");
  }

  private static String keys() {
    return """
        {"users":[%s,%s]}
        """
        .formatted(user(DemoLayout.BACKUP_USER), user(DemoLayout.UPLOAD_USER));
  }

  private static String user(String name) {
    return """
        {"name":"%s","keys":[%s,%s]}"""
        .formatted(name, key(true, "2026-05-01T07:00:00Z"), key(false, "2026-02-01T07:00:00Z"));
  }

  private static String key(boolean active, String created) {
    return """
        {"id":"%s","secret":"%s","active":%b,"created":"%s"}"""
        .formatted("SLIP" + RandomText.upper(16), RandomText.mixed(40), active, created);
  }
}
