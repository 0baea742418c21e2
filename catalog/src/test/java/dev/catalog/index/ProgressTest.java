package dev.catalog.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

final class ProgressTest {
  private static final Snapshot EARLY = Snapshot.parse("100:100:");
  private static final Snapshot LATE = Snapshot.parse("200:210:");
  private static final Progress DONE = Progress.none("db").begun(LATE).finished();

  @Test
  void isFullUntilTheFirstRoundIsFinished() {
    assertThat(Progress.none("db").full()).isTrue();
    assertThat(Progress.none("db").begun(EARLY).reached(new UUID(1, 1), 5).full()).isTrue();
    assertThat(DONE.full()).isFalse();
    assertThat(DONE.done()).isEqualTo(LATE);
  }

  @Test
  void doesNotTrustAnIndexOfAnotherDatabase() {
    assertThat(DONE.foreignTo(new Observation("other", false, LATE))).isTrue();
    assertThat(DONE.foreignTo(new Observation("db", false, LATE))).isFalse();
  }

  @Test
  void doesNotTrustAnIndexThatIsAheadOfAPrimary() {
    assertThat(DONE.foreignTo(new Observation("db", false, EARLY))).isTrue();
  }

  @Test
  void waitsForAStandbyThatIsBehindTheIndex() {
    var standby = new Observation("db", true, EARLY);
    assertThat(DONE.foreignTo(standby)).isFalse();
    assertThat(DONE.aheadOf(standby)).isTrue();
  }
}
