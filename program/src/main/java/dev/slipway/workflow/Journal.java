package dev.slipway.workflow;

import java.util.List;
import java.util.Optional;

/** What releases did, durably. Reading needs no leadership. */
public interface Journal extends AutoCloseable {

  Optional<ReleaseRecord> find(String id);

  /** The newest first. */
  List<ReleaseRecord> releases();

  @Override
  void close();
}
