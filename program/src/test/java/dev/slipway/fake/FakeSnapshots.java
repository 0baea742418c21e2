package dev.slipway.fake;

import dev.slipway.service.IndexedDocument;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The place for snapshots that several clusters in memory share. */
public final class FakeSnapshots {
  final Map<String, Map<String, IndexedDocument>> taken = new ConcurrentHashMap<>();

  /** Whether there is none. */
  public boolean empty() {
    return taken.isEmpty();
  }
}
