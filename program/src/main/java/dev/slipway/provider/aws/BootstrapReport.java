package dev.slipway.provider.aws;

import dev.slipway.error.SlipwayException;
import dev.slipway.node.ServerLogs;
import dev.slipway.node.ServerManifest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * What a bootstrap says, sent to the object store while it runs: whoever waits for the server sees
 * each line a few seconds later. What cannot be sent now is sent the next time.
 */
final class BootstrapReport implements AutoCloseable {
  private final ServerFiles files;
  private final String server;
  private final List<String> lines = new ArrayList<>();
  private final ServerLogs logs;
  private final Thread sender;
  private int sent;

  /**
   * @param pause between two looks at the server's logs
   */
  BootstrapReport(ServerFiles files, ServerManifest manifest, Duration pause) {
    this.files = files;
    this.server = manifest.server();
    this.logs = new ServerLogs(manifest, lines::add);
    this.sender = Thread.ofVirtual().start(() -> sendEvery(pause));
  }

  private void sendEvery(Duration pause) {
    while (!Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(pause.toNanos());
      send();
    }
  }

  private synchronized void send() {
    logs.pass();
    if (lines.size() > sent) {
      try {
        String text = String.join("\n", lines) + "\n";
        files.put(server, ServerFiles.LOG, text.getBytes(StandardCharsets.UTF_8));
        sent = lines.size();
      } catch (SlipwayException e) {
        // A report that does not get through must not end the bootstrap.
      }
    }
  }

  /** As {@link ServerLogs#reason}, of all that was said until now. */
  synchronized String reason(String message) {
    logs.pass();
    return logs.reason(message);
  }

  /** Sends the rest. */
  @Override
  public void close() {
    sender.interrupt();
    try {
      sender.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    send();
  }
}
