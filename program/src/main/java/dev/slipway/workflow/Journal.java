package dev.slipway.workflow;

import java.util.List;
import java.util.Optional;

/** What releases did, durably. Reading needs no leadership. */
public interface Journal extends AutoCloseable {

  Optional<ReleaseRecord> find(String id);

  /** The newest first. */
  List<ReleaseRecord> releases();

  /** Those that can go on or be taken back, the newest first. */
  default List<ReleaseRecord> unfinished() {
    return releases().stream().filter(ReleaseRecord::unfinished).toList();
  }

  @Override
  void close();
}
