package dev.slipway.provider.aws;

import dev.slipway.service.ObjectStore.StoredObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A server's log in the object store, which grows: each line is handed on once. */
final class StoredLog {
  private static final int TAIL = 5;

  private final ServerFiles files;
  private final String server;
  private final Consumer<String> lines;
  private final Deque<String> last = new ArrayDeque<>();
  private Optional<StoredObject> seen = Optional.empty();
  private int handedOn;

  StoredLog(ServerFiles files, String server, Consumer<String> lines) {
    this.files = files;
    this.server = server;
    this.lines = lines;
  }

  /** Hands on what came since the last time. */
  void pass() {
    Optional<StoredObject> now = files.find(server, ServerFiles.LOG);
    if (now.isPresent() && !now.equals(seen)) {
      seen = now;
      List<String> all = all();
      // One that became shorter is of another bootstrap.
      handedOn = handedOn > all.size() ? 0 : handedOn;
      all.subList(handedOn, all.size()).forEach(this::handOn);
      handedOn = all.size();
    }
  }

  private List<String> all() {
    return files
        .get(server, ServerFiles.LOG)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8).lines().toList())
        .orElse(List.of());
  }

  private void handOn(String line) {
    last.addLast(line);
    if (last.size() > TAIL) {
      last.removeFirst();
    }
    lines.accept(line);
  }

  /** The end of it in one line; empty when nothing was said. */
  String tail() {
    return String.join(" | ", last);
  }
}
