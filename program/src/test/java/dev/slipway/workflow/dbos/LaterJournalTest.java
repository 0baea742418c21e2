package dev.slipway.workflow.dbos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.workflow.Journal;
import dev.slipway.workflow.ReleaseRecord;
import dev.slipway.workflow.ReleaseState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LaterJournalTest {
  private final Made made = new Made();
  private boolean there;
  private final LaterJournal journal =
      new LaterJournal(() -> there ? Optional.of(made) : Optional.empty());

  @Test
  void isEmptyUntilItIsThereAndIsThatOneThen() {
    assertThat(journal.find("v42")).isEmpty();
    assertThat(journal.releases()).isEmpty();

    there = true;

    assertThat(journal.find("v42")).contains(Made.RELEASE);
    assertThat(journal.releases()).containsExactly(Made.RELEASE);
  }

  @Test
  void closesWhatItFound() {
    there = true;
    assertThat(journal.releases()).isNotEmpty();

    journal.close();
    journal.close();

    assertThat(made.closed).isEqualTo(1);
  }

  private static final class Made implements Journal {
    static final ReleaseRecord RELEASE =
        new ReleaseRecord("v42", ReleaseState.RUNNING, "{}", Instant.EPOCH, List.of(), List.of());
    private int closed;

    @Override
    public Optional<ReleaseRecord> find(String id) {
      return Optional.of(RELEASE);
    }

    @Override
    public List<ReleaseRecord> releases() {
      return List.of(RELEASE);
    }

    @Override
    public void close() {
      closed++;
    }
  }
}
