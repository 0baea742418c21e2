package dev.slipway.release.watch;

import static dev.slipway.release.watch.Verdict.GIVE_BACK;
import static dev.slipway.release.watch.Verdict.GO_FORWARD;
import static dev.slipway.release.watch.Verdict.LOOK_AGAIN;
import static dev.slipway.release.watch.Verdict.SERVE_OLD;
import static dev.slipway.service.DatabaseRole.PRIMARY;
import static dev.slipway.service.DatabaseRole.STANDBY;
import static dev.slipway.service.DatabaseRole.STOPPED;
import static dev.slipway.service.DatabaseRole.UNREACHABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.service.DatabaseRole;
import dev.slipway.service.DatabaseStatus;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

final class VerdictTest {

  @ParameterizedTest
  @EnumSource
  void aDatabaseThatWasNeverFencedGoesOnWhateverTheNewOneIs(DatabaseRole next) {
    assertThat(verdict(free(PRIMARY), next)).isEqualTo(SERVE_OLD);
  }

  @ParameterizedTest
  @EnumSource
  void goesForwardOnceTheNewOneIsPromotedWhateverTheFencedOneIs(DatabaseRole old) {
    assertThat(verdict(fenced(old), PRIMARY)).isEqualTo(GO_FORWARD);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "PRIMARY")
  void startsNoOldDatabaseBesideAPromotedOneEvenIfSomebodyTookTheFenceAway(DatabaseRole old) {
    assertThat(verdict(free(old), PRIMARY)).isEqualTo(GO_FORWARD);
  }

  /** Also when the signal lies there and the server was not stopped yet, or is stopping. */
  @ParameterizedTest
  @EnumSource
  void givesAFencedDatabaseBackWhenTheNewOneCanSayThatItIsInRecovery(DatabaseRole old) {
    assertThat(verdict(fenced(old), STANDBY)).isEqualTo(GIVE_BACK);
    assertThat(verdict(fenced(old), STOPPED)).isEqualTo(GIVE_BACK);
  }

  @ParameterizedTest
  @EnumSource
  void neverGivesBackWhileTheNewOneIsSilentAndMayHaveBeenAsked(DatabaseRole old) {
    assertThat(verdict(fenced(old), UNREACHABLE)).isEqualTo(LOOK_AGAIN);
    assertThat(Verdict.of(fenced(old), next(UNREACHABLE), true)).isEqualTo(GIVE_BACK);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "PRIMARY")
  void startsADatabaseAgainThatStoppedWithoutAFence(DatabaseRole old) {
    assertThat(verdict(free(old), STANDBY)).isEqualTo(SERVE_OLD);
    assertThat(verdict(free(old), UNREACHABLE)).isEqualTo(SERVE_OLD);
  }

  private static Verdict verdict(DatabaseStatus old, DatabaseRole next) {
    return Verdict.of(old, next(next), false);
  }

  private static DatabaseStatus next(DatabaseRole role) {
    return status(role, role != PRIMARY);
  }

  private static DatabaseStatus free(DatabaseRole role) {
    return status(role, false);
  }

  private static DatabaseStatus fenced(DatabaseRole role) {
    return status(role, true);
  }

  private static DatabaseStatus status(DatabaseRole role, boolean fenced) {
    return new DatabaseStatus(role, "7000", 1, Optional.empty(), false, fenced);
  }
}
