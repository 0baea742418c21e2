package dev.slipway.provider.local;

import dev.slipway.node.FileMutex;
import dev.slipway.node.SiteFiles;
import java.nio.file.Path;
import java.time.Duration;

/** One at a time among those who change which servers there are. */
record Turn(Path state) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  FileMutex take() {
    return FileMutex.acquire(SiteFiles.servers(state).resolve(".lock"), PATIENCE);
  }
}
