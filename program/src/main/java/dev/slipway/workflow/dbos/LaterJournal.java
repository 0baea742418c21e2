package dev.slipway.workflow.dbos;

import dev.slipway.workflow.Journal;
import dev.slipway.workflow.ReleaseRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A journal that may not have been made yet, by whoever begins the first release. It is looked for
 * at each question until it is there, so that one who watches from before sees it come.
 */
final class LaterJournal implements Journal {
  private final Supplier<Optional<? extends Journal>> search;
  private Optional<? extends Journal> found = Optional.empty();

  /**
   * @param search opens it; empty as long as it is not there
   */
  LaterJournal(Supplier<Optional<? extends Journal>> search) {
    this.search = search;
  }

  @Override
  public Optional<ReleaseRecord> find(String id) {
    return journal().flatMap(journal -> journal.find(id));
  }

  @Override
  public List<ReleaseRecord> releases() {
    return journal().map(Journal::releases).orElse(List.of());
  }

  private synchronized Optional<? extends Journal> journal() {
    if (found.isEmpty()) {
      found = search.get();
    }
    return found;
  }

  @Override
  public synchronized void close() {
    found.ifPresent(Journal::close);
    found = Optional.empty();
  }
}
